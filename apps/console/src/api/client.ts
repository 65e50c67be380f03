import { answered, createOnfileClient, positionOf } from '@onfile/api-client';
import { notePosition, noteServerTime } from './latest';

/** The session is in a cookie that scripts can not read; it counts beside this header only (CSRF). */
export const CONSOLE_HEADERS = { 'Onfile-Console': '1' } as const;

/** The api that has served this page. */
export const api = createOnfileClient({ baseUrl: '', headers: CONSOLE_HEADERS });

api.use({
  onResponse({ response }) {
    noteServerTime(response.headers.get('Date'));
    notePosition(positionOf(response));
  },
});

export { answered };

/** Headers of one intention: the same key however often it has to be sent. */
export const keyed = (key: string) => ({ header: { 'Idempotency-Key': key } });

/** A key for a new intention. */
export const newKey = (): string => crypto.randomUUID();
