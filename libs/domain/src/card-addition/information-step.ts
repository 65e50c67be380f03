import type { Account } from '../account/state';
import type { CurrencyCode } from '../codes';
import { currencyOf } from '../currencies';
import { isIndustry } from '../industries';
import { Refusal } from '../refusal';
import type { CustomerCommand } from './commands';
import { expectStep } from './expect';
import type { Journey } from './state';
import type { CardAdditionWrites } from './world';

type GiveInformation = Extract<CustomerCommand, { type: 'GiveInformation' }>;

/**
 * R17–20: who the customer is, and what they work in; an Enterprise also chooses its currency, an Individual has
 * the one of Preferences, also where it was chosen while the journey is open (D12). The sealed part holds the fields of
 * this account type only (see `checkPersonalInformation`).
 * @throws {Refusal} `step-out-of-order`, `journey-over`, `industry-unknown`, `currency-missing`,
 * `currency-not-offered`, `information-invalid` for a currency that nobody asked for.
 */
export function giveInformation(
  command: GiveInformation,
  journey: Journey,
  at: string,
  account: Pick<Account, 'currency'> = {},
): CardAdditionWrites {
  const open = expectStep(journey, 'information');
  const { accountType, industry, sealed } = command;
  if (!isIndustry(industry)) throw new Refusal('industry-unknown', industry, { field: 'industry' });
  const chosen = chosenCurrency(command);
  const data = { accountType, industry, currency: chosen ?? account.currency ?? open.currency };
  const { journeyId } = open;
  return {
    journey: [{ type: 'InformationGiven', at, sealed, data: { ...data, currencyChosen: chosen !== undefined } }],
    account: [{ type: 'AccountInformationCompleted', at, sealed, data: { journeyId, ...data } }],
  };
}

function chosenCurrency({ accountType, currency }: GiveInformation): CurrencyCode | undefined {
  const field = 'currency';
  if (accountType === 'individual') {
    if (currency === undefined) return undefined;
    throw new Refusal('information-invalid', 'an individual has the currency of the region', { field });
  }
  if (currency === undefined) throw new Refusal('currency-missing', 'an enterprise chooses its currency', { field });
  if (!currencyOf(currency)) throw new Refusal('currency-not-offered', currency, { field });
  return currency;
}
