/** All workflows: the entry of the worker's bundle. Beside them their messages and the types of their activities. */
export { cardAddition } from './card-addition/workflow';
export { notice } from './notice/workflow';
export { holdSweep } from './hold-sweep/workflow';
export { finishJourney } from './hold-sweep/finish-journey';
export { bankMoved, takeStep, viewJourney, type StepOrigin } from './card-addition/messages';
export {
  NO_RATE_FAILURE,
  type CardAdditionActivities,
  type CodeToSend,
  type JournalActivities,
  type JourneyActivities,
  type RecordedStep,
  type RecordStep,
  type StreamTail,
} from './card-addition/activities';
export type { HoldActivities, HoldAnswer, HoldStanding, ReleaseAnswer } from './steps/hold-activities';
export { CARD_NETWORK_QUEUE } from './queues';
export { REFUSAL_FAILURE, type RefusalAnswer } from './refusal-failure';
export type { NoticeActivities, NoticeName, NoticeToSend } from './notice/activities';
export type { SweepActivities } from './hold-sweep/activities';
