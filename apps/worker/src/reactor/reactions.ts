import type { AccountEvent, CardAdditionEvent, WalletEvent } from '@onfile/domain';
import type { Followed } from '@onfile/event-log';
import type { NoticeName, NoticeToSend } from '@onfile/workflows';

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
type ReactedFact = AccountEvent | CardAdditionEvent | WalletEvent;

/** Where the fact stands: its event's id, and the id behind its stream's category. */
interface Source {
  readonly eventId: string;
  readonly id: string;
}

type Reactions = {
  readonly [Type in ReactedFact['type']]?: (
    data: Extract<ReactedFact, { type: Type }>['data'],
    source: Source,
  ) => readonly Reaction[];
};

/** What follows from each fact (architecture section 3). Whoever writes a fact does none of this; a new one is a line here. */
const reactions: Reactions = {
  CardAdditionSucceeded: (_data, { eventId, id }) => [notice('card-added', eventId, id)],
  CardAdditionFailed: (_data, { eventId, id }) => [notice('card-addition-failed', eventId, id)],
  PostpaymentGranted: ({ journeyId }, { eventId }) => [notice('postpayment-granted', eventId, journeyId)],
};

/** What is to be done about an event that was read; nothing about most. */
export function reactionsTo({ id: eventId, stream, fact }: Followed): readonly Reaction[] {
  if (fact === undefined || !Object.hasOwn(reactions, fact.type)) return [];
  // The codec has checked that the data is that of the type, which no type can tell.
  const react = reactions[fact.type as ReactedFact['type']] as (data: unknown, source: Source) => readonly Reaction[];
  return react(fact.data, { eventId, id: stream.slice(stream.indexOf('-') + 1) });
}

function notice(name: NoticeName, eventId: string, journeyId: string): Reaction {
  const order: NoticeToSend = { eventId, notice: name, journeyId };
  return { kind: 'start', workflow: 'notice', workflowId: `notice/${eventId}`, args: [order] };
}
