import { accountEmails } from './account-emails/projection';
import { accountTimeline } from './account-timeline/projection';
import { bills } from './bills/projection';
import { cardCharges } from './card-charges/projection';
import { deductionRuns } from './deduction-runs/projection';
import { historicalCards } from './historical-cards/projection';
import { holds } from './holds/projection';
import { onboarding } from './onboarding/projection';
import { paymentMethods } from './payment-methods/projection';
import type { ReadModel } from './read-model';
import { unbilledCharges } from './unbilled-charges/projection';

/** All read models. A new one is a folder and a line here; the projector, rebuild and migration follow from it. */
export const readModels: readonly ReadModel[] = [
  onboarding,
  accountEmails,
  paymentMethods,
  historicalCards,
  holds,
  accountTimeline,
  bills,
  unbilledCharges,
  deductionRuns,
  cardCharges,
];

/** The read model of this name; undefined if there is none. */
export function readModelNamed(name: string): ReadModel | undefined {
  return readModels.find((model) => model.name === name);
}
