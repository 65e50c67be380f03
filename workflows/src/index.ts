/** All workflows: the entry of the worker's bundle. Beside them their messages and the types of their activities. */
export { cardAddition } from './card-addition/workflow';
export { cardValidityChange } from './card-validity-change/workflow';
export { cardRemoval } from './card-removal/workflow';
export { cardReview } from './card-watch/card-review';
export { cardWatch } from './card-watch/workflow';
export { notice } from './notice/workflow';
export { serviceTicket } from './service-ticket/workflow';
export type { TicketActivities, TicketToOpen } from './service-ticket/activities';
export { holdSweep } from './hold-sweep/workflow';
export { finishJourney } from './hold-sweep/finish-journey';
export { finishChange } from './hold-sweep/finish-change';
export { takeStep, viewJourney } from './card-addition/messages';
export { changeValidity, viewChange } from './card-validity-change/messages';
export { bankMoved } from './steps/bank-news';
export { calledOff, type CalledOff } from './steps/called-off';
export type { Recorded, StepOrigin, Tail } from './steps/pen';
export type {
  CardAdditionActivities,
  CodeToSend,
  JournalActivities,
  JourneyActivities,
  RecordedStep,
  RecordStep,
  StreamTail,
} from './card-addition/activities';
export type {
  ChangeJournalActivities,
  RecordValidityChange,
  ValidityChangeActivities,
} from './card-validity-change/activities';
export type { CardRemovalActivities, TokenActivities, TokenToDestroy } from './card-removal/activities';
export type { CardWatchActivities } from './card-watch/activities';
export { NO_RATE_FAILURE, type QuoteActivities } from './steps/quote-activities';
export type { HoldActivities, HoldAnswer, HoldStanding, ReleaseAnswer } from './steps/hold-activities';
export { billDeduction } from './bill-deduction/workflow';
export { cardsMoved } from './bill-deduction/cards-moved';
export { billMoved } from './bill-deduction/messages';
export type { BillActivities, BillOrder, BillProgress } from './bill-deduction/activities';
export { deductionRun } from './deduction-run/workflow';
export { deductionDryRun, type DryRun } from './deduction-run/dry-run';
export { startDeductionRun, type Started } from './deduction-run/starter';
export { runPaused } from './deduction-run/messages';
export type {
  BillPage,
  DeductionRunActivities,
  DryPage,
  PageDone,
  RunOrder,
  RunProgress,
} from './deduction-run/activities';
export { billSweep } from './bill-sweep/workflow';
export { billNumberSweep } from './bill-number-sweep/workflow';
export { billsAtRisk } from './bills-at-risk/workflow';
export { settlementCheck } from './settlement-check/workflow';
export type { SettlementActivities, SettlementResult } from './settlement-check/activities';
export { missedRunWatch } from './missed-run-watch/workflow';
export type { BillsFound, BillSweepActivities } from './bill-sweep/activities';
export { BILLING_QUEUE, CARD_NETWORK_QUEUE } from './queues';
export { REFUSAL_FAILURE, type RefusalAnswer } from './refusal-failure';
export type {
  CardNoticeName,
  BillNoticeName,
  JourneyNoticeName,
  NoticeActivities,
  NoticeName,
  NoticeToSend,
} from './notice/activities';
export type { LeftBehindRequest, SweepActivities } from './hold-sweep/activities';
