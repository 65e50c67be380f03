/** The event log: writes, reads and follows facts in KurrentDB; seals what is personal in them. */
export { createEventLog, type EventLog, type EventLogOptions, type ReadStream } from './event-log';
export { stream } from './stream';
export { categories } from './categories';
export type { Handles, KnownStream, KnownStreams, LoadedOf, Recorded, RecordRequest } from './record';
export { keptStreams, type KeptStreams } from './kept-streams';
export type { FollowRequest } from './follow/follow';
export type { Followed } from './follow/followed';
export type { Stretch } from './follow/read-up-to';
export type { Stored } from './model/stored';
export type { AnyHandle, FactOf, StateOf, StreamHandle } from './model/stream-handle';
export {
  CommandReused,
  FactUnreadable,
  LogConflict,
  LogError,
  type LogErrorCode,
  LogOutcomeUnknown,
  LogUnavailable,
} from './errors';
export { AccountForgotten, createSealer, type Sealer } from './sealed/sealer';
export { type PersonalKeys, memoryPersonalKeys } from './sealed/personal-keys';
export { pgPersonalKeys } from './sealed/pg-personal-keys';
export { createDigests, type CodePurpose, type Digests } from './secrecy/digests';
