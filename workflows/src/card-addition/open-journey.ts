import {
  checkCustomerCommand,
  evolveJourney,
  initialJourney,
  Refusal,
  streamsOf,
  viewJourney,
  type CardAdditionCommand,
  type CardAdditionEvent,
  type CustomerCommand,
  type Journey,
  type JourneyView,
  type NoteCommand,
} from '@onfile/domain';
import { CancellationScope, proxyLocalActivities } from '@temporalio/workflow';
import { refusalFailure } from '../refusal-failure';
import type { JournalActivities, RecordedStep, StreamTail } from './activities';
import { commandIdOf } from './command-id';
import type { StepOrigin } from './messages';

/** While the log is away a step waits for it: what the customer did must neither be lost nor be answered wrongly. */
const log = proxyLocalActivities<JournalActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** One journey as this workflow knows it, which is as the log said when it was last asked. */
export interface OpenJourney {
  /** Folds what is in the stream already: a workflow that was reset, or is a journey's second, goes on from there. */
  readonly load: () => Promise<void>;
  /** For the Update's validator. @throws ApplicationFailure of type `Refusal`. */
  readonly check: (command: CustomerCommand) => void;
  /** A customer's step. Answers its own facts. @throws ApplicationFailure of type `Refusal`. */
  readonly take: (
    command: CustomerCommand,
    commandId: string,
    origin?: StepOrigin,
  ) => Promise<readonly CardAdditionEvent[]>;
  /** A note of the workflow itself. Answers its own facts; none if the log had nothing to add. */
  readonly note: (command: NoteCommand) => Promise<readonly CardAdditionEvent[]>;
  readonly state: () => Journey;
  /** Null before it has started. */
  readonly view: () => JourneyView | null;
}

/** The only writer of this workflow's journey: one command at a time, each decided against the log as it is. */
export function openJourney(journeyId: string): OpenJourney {
  let state: Journey = initialJourney;
  let revision = -1;
  let isLoaded = false;
  let last: Promise<unknown> = Promise.resolve();

  const fold = (tail: StreamTail): void => {
    state = tail.facts.reduce(evolveJourney, state);
    ({ revision } = tail);
  };
  /** Takes its turn, and finishes even if the workflow is cancelled: the log may have it already. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(() => CancellationScope.nonCancellable(work));
    last = turn.catch(() => undefined); // a refused command must not block the next one
    return turn;
  };
  const record = (command: CardAdditionCommand, commandId: string, origin: StepOrigin = {}): Promise<RecordedStep> =>
    inTurn(async () => {
      const at = new Date().toISOString();
      const recorded = await log.recordStep({
        journeyId,
        commandId,
        command,
        streams: streamsOf(command, state),
        at,
        after: revision,
        ...origin,
      });
      fold(recorded);
      if (recorded.refused) throw refusalFailure(recorded.refused);
      return recorded;
    });

  return {
    load: () =>
      inTurn(async () => {
        fold(await log.loadJourney({ journeyId }));
        isLoaded = true;
      }),
    // Before the load there is nothing to check against; the record decides by the log in any case.
    check: (command) => {
      if (isLoaded) refusable(() => checkCustomerCommand(command, state, new Date().toISOString()));
    },
    take: async (command, commandId, origin) => (await record(command, commandId, origin)).own,
    note: async (command) => (await record(command, commandIdOf(journeyId, command))).own,
    state: () => state,
    view: () => (state.status === 'none' ? null : viewJourney(state)),
  };
}

function refusable(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof Refusal)
      throw refusalFailure({ code: error.code, why: error.message, details: error.details });
    throw error;
  }
}
