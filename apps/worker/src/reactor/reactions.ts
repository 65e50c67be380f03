import type { Followed } from '@onfile/event-log';
import { billReactions } from './bill-reactions';
import { cardReactions } from './card-reactions';
import { journeyReactions } from './journey-reactions';
import type { ReactedFact, Reaction, Reactions, Source } from './reaction';

export type { Reaction } from './reaction';

/** What follows from each fact (architecture section 3). Whoever writes a fact does none of this; a new part is a line here. */
const parts: readonly Reactions[] = [journeyReactions, cardReactions, billReactions];

/** What is to be done about an event that was read; nothing about most. */
export function reactionsTo({ id: eventId, stream, fact }: Followed): readonly Reaction[] {
  if (fact === undefined) return [];
  const source = { eventId, id: stream.slice(stream.indexOf('-') + 1) };
  return parts.flatMap((part) => {
    if (!Object.hasOwn(part, fact.type)) return [];
    // The codec has checked that the data is that of the type, which no type can tell.
    const react = part[fact.type as ReactedFact['type']] as (data: unknown, from: Source) => readonly Reaction[];
    return react(fact.data, source);
  });
}
