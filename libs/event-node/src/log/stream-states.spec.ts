import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog } from './event-log';
import { newId } from './event-writer';
import type { NewEvent } from './stored-event';
import { KEPT_STREAMS } from './stream-states';

const folder = mkdtempSync(join(tmpdir(), 'event-node-states-'));
afterAll(() => rmSync(folder, { recursive: true }));

const event = (): NewEvent => ({
  id: newId(),
  type: 'Counted',
  json: true,
  data: Buffer.from('{"$maxCount":5}'),
  metadata: Buffer.alloc(0),
});

describe('the states of streams', () => {
  /** How many states are missing until all are forgotten, when the write begins: at each of its steps once. */
  it.each([1, 2, 3])(
    'forgotten for want of room %i states on, in the middle of a write: the next goes on',
    async (room) => {
      const failures: unknown[] = [];
      const log = EventLog.open(join(folder, `states-${room}.db`), {
        committed: () => undefined,
        wrote: () => undefined,
        failed: (error) => void failures.push(error),
      });
      const write = (stream: string) => log.append({ stream, expected: 'any', events: [event()] });
      await write('thing-1');
      await write('$$thing-1');
      log.states.clear();
      for (let n = room; n < KEPT_STREAMS; n += 1) log.states.of(`nobody-${n}`);
      const first = write('$$thing-1');
      const second = write('$$thing-1');
      expect([await first, await second]).toMatchObject([
        { kind: 'written', revision: 1 },
        { kind: 'written', revision: 2 },
      ]);
      expect(log.states.of('$$thing-1').last).toBe(2);
      expect(failures).toEqual([]);
      log.close();
    },
  );
});
