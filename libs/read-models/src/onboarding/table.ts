import type { AccountType, CurrencyCode, RegionCode } from '@onfile/domain';
import type { ProjectedRow, Table } from '../table';

/** How far one account has come. Account columns are fed by `account-<id>`, `cards` by `wallet-<id>`. */
export interface OnboardingRow extends ProjectedRow {
  readonly accountId: string;
  readonly region: RegionCode | null;
  readonly registeredAt: string | null;
  readonly mobileAddedAt: string | null;
  readonly informationCompletedAt: string | null;
  readonly accountType: AccountType | null;
  readonly currency: CurrencyCode | null;
  readonly cards: number;
  readonly openJourneyId: string | null;
  readonly openedAt: string | null;
  readonly postpayment: 'none' | 'granted' | 'suspended';
  readonly postpaymentSince: string | null;
  /** R6: no card may be added since then. */
  readonly suspendedAt: string | null;
}

export const onboardingTable: Table<OnboardingRow> = {
  name: 'onboarding',
  key: ['accountId'],
  required: ['accountId', 'cards', 'postpayment', 'revisions'],
  columns: {
    accountId: 'text',
    region: 'text',
    registeredAt: 'instant',
    mobileAddedAt: 'instant',
    informationCompletedAt: 'instant',
    accountType: 'text',
    currency: 'text',
    cards: 'integer',
    openJourneyId: 'text',
    openedAt: 'instant',
    postpayment: 'text',
    postpaymentSince: 'instant',
    suspendedAt: 'instant',
    revisions: 'json',
  },
};
