/** Read models: what pages read. Filled by the projector from the log, thrown away and rebuilt at will. */
export { openReadModels, type ReadModels } from './database';
export { CursorInvalid, type Page, type PageRequest } from './page';
export { type OnboardingPart, type OnboardingView, onboardingOf } from './onboarding/query';
export { accountsWithCards } from './payment-methods/accounts-with-cards';
export { type PaymentMethod, paymentMethodsOf, type PaymentMethodsView } from './payment-methods/query';
export {
  type HistoricalCard,
  type HistoricalCardForStaff,
  historicalCardsForStaff,
  historicalCardsOf,
  type HistoryFilter,
} from './historical-cards/query';
export {
  holdProof,
  holdsOf,
  holdsToSweep,
  holdTotals,
  type HoldProof,
  type HoldTotals,
  type HoldView,
  type SweepCandidate,
} from './holds/query';
export type { HoldStatus } from './holds/table';
export { accountTimelineOf, type TimelineEntry } from './account-timeline/query';
export {
  billedAccounts,
  billFigures,
  billPage,
  billsOf,
  numbersOfBills,
  idleBills,
  overdueAccounts,
  unfinishedBills,
  type BilledStretch,
  type BillFigures,
  type BillFilter,
  type BillView,
  type OverdueAccount,
} from './bills/query';
export { chargedBills, chargeTotals, type ChargeTotals } from './card-charges/query';
export { deductionRunOf, deductionRunsOf, type DeductionRunView } from './deduction-runs/query';
export { accountsToBill, type AccountsToBill, unbilledOfAccount, type UnbilledMonth } from './unbilled-charges/query';
export { sentenceOf } from './account-timeline/sentences';
export { poisonedStreams, type PoisonedStream } from './poisoned/query';
export { retryPoisoned, type Retried, skipPoisoned, type ReadStream } from './poisoned/retry';
export { reachedPosition, waitForPosition } from './wait-for-position';
export { type FollowedEvent, isAfter, type ShownFact } from './followed';
export { readModelNamed, readModels } from './registry';
export type { ReadModel } from './read-model';
export { applyBatch, type BatchOutcome, CheckpointsWentBack } from './pipeline/apply-batch';
export { migrate } from './pipeline/migrate';
export { liveTarget, type Target } from './pipeline/target';
export {
  migrateRebuilds,
  orderRebuild,
  type RebuildJob,
  rebuildJobs,
  type RebuildOrder,
  workOffRebuild,
} from './rebuild/jobs';
export { digestOf } from './rebuild/compare';
export { rebuild, RebuildRunning, type Rebuilt, type RebuildProgress, type ReadUpTo } from './rebuild/rebuild';
export { type SampleVerdict, verifySample } from './rebuild/verify-sample';
export {
  countJourneys,
  findJourneys,
  type FoundJourney,
  type JourneyCounts,
  type JourneyFilter,
  type JourneySearchState,
} from './operators/journeys';
export { type ModelProgress, progressOf } from './operators/progress';
export { accountsOfEmail, findThings, type FoundThing } from './operators/things';
