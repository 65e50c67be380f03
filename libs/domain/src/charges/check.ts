import { currencyOf } from '../currencies';
import { later, monthIn, msBetween } from '../instant';
import { monthsBefore } from '../bill/period';
import { Refusal } from '../refusal';
import type { ChargeToRecord } from './events';

/** Months whose records are still taken: the running one and the two before it, as a bill takes those of three. */
export const OPEN_MONTHS = 3;
/** How far a metering clock may be ahead of ours. */
const CLOCKS_APART_MS = 5 * 60_000;
/** Ten million dollars: beyond it a record is a mistake. */
const LARGEST_MINOR = 1_000_000_000;
/** How many times the network's minimum, which is about half a dollar in every currency, that is. */
const LARGEST_TIMES_MINIMUM = 20_000_000;

const CHARGE_ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}$/;
const SERVICE = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * Whether a record is one that a bill can take: its fields, its currency and size, and its time.
 * @throws {Refusal} `charge-invalid` (details.field), `currency-not-offered`, `charge-in-future`, `charge-too-old`.
 */
export function checkCharge(charge: ChargeToRecord, at: string, billingZone: string): void {
  const { chargeId, service, description, amount, incurredAt } = charge;
  expect(CHARGE_ID.test(chargeId), 'chargeId');
  expect(SERVICE.test(service), 'service');
  expect(description.trim() !== '' && [...description].length <= 200, 'description');
  const currency = currencyOf(amount.currency);
  if (!currency) throw new Refusal('currency-not-offered', amount.currency, { field: 'currency' });
  const { minor } = amount;
  const largest = Math.max(LARGEST_MINOR, currency.networkMinimum * LARGEST_TIMES_MINIMUM);
  expect(Number.isSafeInteger(minor) && minor !== 0 && Math.abs(minor) <= largest, 'amount');
  expect(!Number.isNaN(Date.parse(incurredAt)), 'incurredAt');
  if (msBetween(later(at, CLOCKS_APART_MS), incurredAt) > 0) throw new Refusal('charge-in-future', incurredAt);
  if (monthIn(billingZone, incurredAt) < monthsBefore(monthIn(billingZone, at), OPEN_MONTHS - 1)) {
    throw new Refusal('charge-too-old', incurredAt, { field: 'incurredAt' });
  }
}

function expect(holds: boolean, field: string): void {
  if (!holds) throw new Refusal('charge-invalid', field, { field });
}
