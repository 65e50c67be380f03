import type { AccountType, CurrencyCode, RegionCode } from '../codes';
import type { AccountEvent } from './events';

/** What the rules know of one account. */
export interface Account {
  /** Absent until AccountRegistered. */
  readonly registered?: {
    readonly accountId: string;
    readonly region: RegionCode;
    readonly registeredAt: string;
    readonly emailHash: string;
  };
  readonly suspended: boolean;
  /** Why, as the fact said. */
  readonly suspendedBecause?: string;
  /** D14. */
  readonly restricted: boolean;
  /** Ids of its overdue bills (D14, R41). */
  readonly owes: readonly string[];
  /** R6: the one journey that may be open. */
  readonly openJourney?: string;
  /** R31, D16: when the failures since the last success were noted, oldest first. */
  readonly failures: readonly string[];
  /** R8: the keyed digest of the confirmed mobile number. */
  readonly numberHash?: string;
  /** R9: what kind of customer completed the account information. */
  readonly accountType?: AccountType;
  /** Chosen, or of the account information; else the region's default counts (D12). */
  readonly currency?: CurrencyCode;
  /** R30, D15. */
  readonly postpayment: 'none' | 'granted' | 'suspended';
}

export const initialAccount: Account = {
  suspended: false,
  restricted: false,
  owes: [],
  failures: [],
  postpayment: 'none',
};

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveAccount(account: Account, fact: AccountEvent): Account {
  switch (fact.type) {
    case 'AccountRegistered': {
      const { accountId, region, registeredAt, emailHash } = fact.data;
      return { ...account, registered: { accountId, region, registeredAt, emailHash } };
    }
    case 'JourneyOpened':
      return { ...account, openJourney: fact.data.journeyId };
    case 'JourneyClosed':
      return {
        ...account,
        openJourney: account.openJourney === fact.data.journeyId ? undefined : account.openJourney,
        failures: failuresAfter(account.failures, fact),
      };
    case 'MobileNumberAdded':
      return { ...account, numberHash: fact.data.numberHash };
    case 'AccountInformationCompleted':
      return { ...account, accountType: fact.data.accountType, currency: fact.data.currency };
    case 'CurrencyChosen':
      return { ...account, currency: fact.data.currency };
    case 'PostpaymentGranted':
    case 'PostpaymentRestored':
      return { ...account, postpayment: 'granted' };
    case 'ServiceTicketOpened':
      return account;
    case 'PostpaymentGivenUp':
      return { ...account, postpayment: 'none' };
    case 'PostpaymentSuspended':
      return { ...account, postpayment: 'suspended' };
    case 'AccountSuspended':
      return { ...account, suspended: true, suspendedBecause: fact.data.because };
    case 'AccountRestricted':
      return { ...account, restricted: true };
    case 'AccountRestored': {
      const { suspendedBecause: _, ...rest } = account;
      return { ...rest, suspended: false, restricted: false };
    }
    case 'BillOverdue':
      return { ...account, owes: [...account.owes.filter((id) => id !== fact.data.billId), fact.data.billId] };
    case 'BillSettled':
      return { ...account, owes: account.owes.filter((id) => id !== fact.data.billId) };
  }
}

function failuresAfter(
  failures: readonly string[],
  { at, data }: Extract<AccountEvent, { type: 'JourneyClosed' }>,
): readonly string[] {
  if (data.outcome === 'succeeded') return [];
  return data.countsAsFailure ? [...failures, at] : failures;
}
