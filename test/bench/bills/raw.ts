import { jsonEvent } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';

/** A fact as the log keeps it, put together by hand. */
export function rawEvent(type: string, at: string, data: object, sealed?: string) {
  const content = { data: { ...data }, ...(sealed !== undefined && { sealed }) };
  return jsonEvent({
    id: randomUUID(),
    type,
    data: content as Record<string, unknown>,
    metadata: { at, commandId: randomUUID(), v: '1' },
  });
}
