import {
  accountToLoad,
  checkValidityChange,
  evolveValidityChange,
  initialValidityChange,
  viewValidityChange,
  type ValidityChange,
  type ValidityChangeCommand,
  type ValidityChangeEvent,
  type ValidityChangeNote,
  type ValidityChangeRequest,
  type ValidityChangeView,
} from '@onfile/domain';
import { proxyLocalActivities } from '@temporalio/workflow';
import { refusable } from '../refusal-failure';
import { commandIdOf } from '../steps/command-id';
import { openPen, type StepOrigin } from '../steps/pen';
import type { Ending } from '../steps/see-it-through';
import type { ChangeJournalActivities } from './activities';

/** While the log is away a step waits for it: what the customer did must neither be lost nor be answered wrongly. */
const log = proxyLocalActivities<ChangeJournalActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** One change of validity as this workflow knows it, which is as the log said when it was last asked. */
export interface OpenChange {
  readonly load: () => Promise<void>;
  /** For the Update's validator. @throws ApplicationFailure of type `Refusal`. */
  readonly check: (request: ValidityChangeRequest) => void;
  /** A customer's request. @throws ApplicationFailure of type `Refusal`. */
  readonly take: (request: ValidityChangeRequest, commandId: string, origin?: StepOrigin) => Promise<unknown>;
  /** A note of the workflow itself. */
  readonly note: (note: ValidityChangeNote) => Promise<unknown>;
  readonly state: () => ValidityChange;
  /** Null before it has started. */
  readonly view: () => ValidityChangeView | null;
}

/** The only writer of this workflow's change. */
export function openChange(changeId: string): OpenChange {
  const { load, isLoaded, record, state } = openPen<ValidityChange, ValidityChangeCommand, ValidityChangeEvent>({
    initial: initialValidityChange,
    evolve: evolveValidityChange,
    load: () => log.loadValidityChange({ changeId }),
    record: ({ state: change, ...entry }) =>
      log.recordValidityChange({ changeId, ...entry, account: accountToLoad(entry.command, change) }),
  });
  return {
    load,
    // Before the load there is nothing to check against; the record decides by the log in any case.
    check: (request) => {
      if (isLoaded()) refusable(() => checkValidityChange(request, state(), new Date().toISOString()));
    },
    take: record,
    note: (note) => record(note, commandIdOf(changeId, note)),
    state,
    view: () => {
      const change = state();
      return change.status === 'none' ? null : viewValidityChange(change);
    },
  };
}

/** Ends a change that does not go on, by no fault of the customer. Nothing if it is over, or never began. */
export async function closeUnfinishedChange(change: OpenChange, ending: Ending): Promise<void> {
  if (change.state().status === 'open') await change.note({ type: 'BreakOff', ...ending });
}
