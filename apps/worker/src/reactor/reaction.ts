import type { AccountEvent, BillEvent, CardAdditionEvent, ValidityChangeEvent, WalletEvent } from '@onfile/domain';
import type { NoticeToSend } from '@onfile/workflows';

/**
 * What is done about a fact by a workflow. `start`: a workflow whose id is made of the event's id, so that the same event
 * starts it once. `signal`: a workflow that may be waiting for it; one that is not running needs it no more.
 */
export type Reaction =
  | {
      readonly kind: 'start';
      readonly workflow: string;
      readonly workflowId: string;
      readonly args: readonly unknown[];
    }
  | {
      readonly kind: 'signal';
      readonly signal: string;
      readonly workflowId: string;
      readonly args: readonly unknown[];
    };

/** Facts that may be reacted to. A new category is one more of the union. */
export type ReactedFact = AccountEvent | BillEvent | CardAdditionEvent | ValidityChangeEvent | WalletEvent;

/** Where the fact stands: its event's id, and the id behind its stream's category. */
export interface Source {
  readonly eventId: string;
  readonly id: string;
}

/** What follows from each fact, as far as one part of Onfile is concerned. */
export type Reactions = {
  readonly [Type in ReactedFact['type']]?: (
    data: Extract<ReactedFact, { type: Type }>['data'],
    source: Source,
  ) => readonly Reaction[];
};

/** A mail about one fact. */
export function notice(order: NoticeToSend): Reaction {
  return { kind: 'start', workflow: 'notice', workflowId: `notice/${order.eventId}`, args: [order] };
}
