import { LINK_TYPE, linkTarget } from '../rules/link';
import type { EventLog } from './event-log';
import { readable } from './readable';
import type { StoredEvent } from './stored-event';
import type { ReadEvent } from '../wire/event-encoder';

/** The event as a reader gets it: if it is a link and `resolve` is on, what it points at (section 10). */
export function resolved(log: EventLog, event: StoredEvent, resolve: boolean): ReadEvent {
  const { position } = event;
  if (!resolve || log.names.typeName(event.type) !== LINK_TYPE) return { event, position };
  const target = linkTarget(event.data);
  if (!target) return { event, position };
  const state = log.states.of(target.stream);
  if (state.id === undefined || log.states.isTombstoned(state)) return { link: event, position };
  const { first, last } = readable(log, state, Date.now());
  if (target.revision < first || target.revision > last) return { link: event, position };
  return { event: log.reader.at(state.id, target.revision), link: event, position };
}
