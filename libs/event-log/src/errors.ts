/** Why the log did not do what it was asked. Stable codes. */
export type LogErrorCode =
  | 'log-conflict'
  | 'log-unavailable'
  | 'log-outcome-unknown'
  | 'command-reused'
  | 'fact-type-unknown'
  | 'fact-version-unknown'
  | 'fact-malformed';

/** Anything the log itself turns down. Refusals of the rules pass through `record` as they are. */
export abstract class LogError extends Error {
  abstract readonly code: LogErrorCode;
}

/** Others kept writing to the same streams for the whole time; nothing was written. Try again later. */
export class LogConflict extends LogError {
  override readonly name = 'LogConflict';
  readonly code = 'log-conflict';
  constructor(readonly streams: readonly string[]) {
    super(`others kept writing to ${streams.join(', ')}`);
  }
}

/** The log can not be reached, or does not answer reads; nothing was written. Try again later. */
export class LogUnavailable extends LogError {
  override readonly name = 'LogUnavailable';
  readonly code = 'log-unavailable';
  constructor(cause: unknown) {
    super('the event log can not be reached', { cause });
  }
}

/** It can not be told whether the facts were written. The same command again gives the answer, and never a second fact. */
export class LogOutcomeUnknown extends LogError {
  override readonly name = 'LogOutcomeUnknown';
  readonly code = 'log-outcome-unknown';
  constructor(cause: unknown) {
    super('the event log did not answer an append: it may or may not be written', { cause });
  }
}

/** The command id stands in the log already, with another body. Nothing was written. */
export class CommandReused extends LogError {
  override readonly name = 'CommandReused';
  readonly code = 'command-reused';
  constructor(readonly commandId: string) {
    super('this command id was used for another body');
  }
}

/** Where an unreadable fact stands. */
export interface FactPlace {
  readonly stream: string;
  readonly type: string;
  readonly revision?: number;
}

/**
 * A fact that this build can not read or may not write: an unknown type, a version of the future, or not of the form of
 * a fact. The content is not told, it may be personal.
 */
export class FactUnreadable extends LogError {
  override readonly name = 'FactUnreadable';
  constructor(
    readonly code: 'fact-type-unknown' | 'fact-version-unknown' | 'fact-malformed',
    readonly place: FactPlace,
    why: string,
  ) {
    super(`${place.type} in ${place.stream}${place.revision === undefined ? '' : ` at ${place.revision}`}: ${why}`);
  }
}
