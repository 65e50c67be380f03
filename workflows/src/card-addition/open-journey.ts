import {
  checkCustomerCommand,
  evolveJourney,
  initialJourney,
  streamsOf,
  viewJourney,
  type CardAdditionCommand,
  type CardAdditionEvent,
  type CustomerCommand,
  type Journey,
  type JourneyView,
  type NoteCommand,
} from '@onfile/domain';
import { proxyLocalActivities } from '@temporalio/workflow';
import { refusable } from '../refusal-failure';
import { commandIdOf } from '../steps/command-id';
import { openPen, type StepOrigin } from '../steps/pen';
import type { JournalActivities } from './activities';

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

/** The only writer of this workflow's journey. */
export function openJourney(journeyId: string): OpenJourney {
  const { load, isLoaded, record, state } = openPen<Journey, CardAdditionCommand, CardAdditionEvent>({
    initial: initialJourney,
    evolve: evolveJourney,
    load: () => log.loadJourney({ journeyId }),
    record: ({ state: journey, ...entry }) =>
      log.recordStep({ journeyId, ...entry, streams: streamsOf(entry.command, journey) }),
  });
  return {
    load,
    // Before the load there is nothing to check against; the record decides by the log in any case.
    check: (command) => {
      if (isLoaded()) refusable(() => checkCustomerCommand(command, state(), new Date().toISOString()));
    },
    take: record,
    note: (command) => record(command, commandIdOf(journeyId, command)),
    state,
    view: () => {
      const journey = state();
      return journey.status === 'none' ? null : viewJourney(journey);
    },
  };
}
