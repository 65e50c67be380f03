import type { AccountEvent } from '@onfile/domain';
import { type Followed, stream } from '@onfile/event-log';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { withLog } from './with-log';

const at = '2024-05-10T08:00:00.000Z';
const chosen = (currency: string): AccountEvent => ({ type: 'CurrencyChosen', at, data: { currency } });

describe('following the log', () => {
  const open = withLog();
  let written = 0;

  /** Appends `count` facts, each on one of three accounts. */
  const write = async (count: number, prefix = 'a'): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      written += 1;
      await open().log.record({
        commandId: `w${written}`,
        at,
        streams: { account: stream('account', `${prefix}${written % 3}`) },
        decide: () => ({ account: [chosen(`C${written}`)] }),
      });
    }
  };

  /** Follows from `from` until `count` events have come, then stops. */
  const until = async (from: string, count: number, beside: () => Promise<void> = () => Promise.resolve()) => {
    const stop = new AbortController();
    const seen: Followed[] = [];
    const following = open().log.follow({
      from,
      signal: stop.signal,
      onBatch: async (batch) => {
        await new Promise(setImmediate); // a follower that takes its time
        seen.push(...batch);
        if (seen.length >= count) stop.abort();
      },
    });
    await beside();
    await following;
    return seen;
  };

  it('hands on everything in order, across the change from past to present, and stops when told', async () => {
    await write(30);
    const seen = await until('start', 60, () => write(30));
    expect(seen).toHaveLength(60);
    const positions = seen.map(({ position }) => BigInt(position));
    expect(positions.every((position, n) => n === 0 || position > positions[n - 1]!)).toBe(true);
    for (const name of ['a0', 'a1', 'a2']) {
      const revisions = seen.filter((it) => it.stream === `account-${name}`).map(({ revision }) => revision);
      expect(revisions).toStrictEqual(revisions.map((_, n) => n));
    }
  });

  it('from a checkpoint hands on exactly the rest, also after the node was restarted', async () => {
    const all = await until('0', 60);
    const checkpoint = all[24]!.position;
    await open().stopNode();
    await open().startNode();
    const rest = await until(checkpoint, 35);
    expect(rest.map(({ id }) => id)).toStrictEqual(all.slice(25).map(({ id }) => id));
  });

  it('throws when the log goes away, so that its follower goes on from the checkpoint', async () => {
    const stop = new AbortController();
    let hasBegun = (): void => undefined;
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const following = open().log.follow({ from: '0', signal: stop.signal, onBatch: () => hasBegun() });
    const gone = expect(following).rejects.toMatchObject({ code: 'log-unavailable' });
    await begun;
    await open().stopNode();
    await gone;
    await open().startNode();
  });

  it('passes on what its follower throws', async () => {
    const failing = open().log.follow({
      from: '0',
      signal: new AbortController().signal,
      onBatch: () => Promise.reject(new Error('no place left')),
    });
    await expect(failing).rejects.toThrow('no place left');
  });

  it('tells an event that can not be read as such, and goes on behind it', async () => {
    const client = KurrentDBClient.connectionString(open().url);
    const event = {
      id: randomUUID(),
      type: 'MoonLanded',
      data: { data: { secret: 'canary' } },
      metadata: { at, commandId: 'c', v: '1' },
    };
    await client.appendToStream('account-moon', jsonEvent(event));
    await client.appendToStream('elsewhere-1', jsonEvent({ ...event, id: randomUUID() }));
    await client.dispose();
    await write(1);
    const seen = await until('0', 62);
    expect(seen.map(({ stream: name }) => name)).not.toContain('elsewhere-1');
    const moon = seen.find(({ stream: name }) => name === 'account-moon');
    expect(moon).toMatchObject({ type: 'MoonLanded', unreadable: expect.stringContaining('no such type') as string });
    expect(JSON.stringify(moon)).not.toContain('canary');
    expect(seen.at(-1)?.fact?.type).toBe('CurrencyChosen');
  });

  it('reads a stretch of the log, to its end and no further', async () => {
    const all = await until('0', 62);
    const stretch: Followed[] = [];
    const [from, to] = [all[9]!.position, all[40]!.position];
    await open().log.readUpTo({ from, to, onBatch: (batch) => void stretch.push(...batch) });
    expect(stretch.map(({ id }) => id)).toStrictEqual(all.slice(10, 41).map(({ id }) => id));
    const wallets: Followed[] = [];
    await open().log.readUpTo({
      from: '0',
      to,
      prefixes: ['wallet-'],
      onBatch: (batch) => void wallets.push(...batch),
    });
    expect(wallets).toStrictEqual([]);
  });

  it('catches up page by page from far behind, and misses nothing of what comes meanwhile', async () => {
    const from = await open().log.endPosition();
    const many = (commandId: string) =>
      open().log.record({
        ...{ commandId, at, streams: { account: stream('account', 'many') } },
        decide: () => ({ account: Array.from({ length: 1_500 }, (_, n) => chosen(`M${n}`)) }),
      });
    for (const part of ['m1', 'm2', 'm3']) await many(part);
    const seen = await until(from, 6_030, async () => {
      await many('m4');
      await write(30, 'live');
    });
    expect(seen.filter(({ stream: name }) => name === 'account-many').map(({ revision }) => revision)).toStrictEqual(
      Array.from({ length: 6_000 }, (_, n) => n),
    );
    expect(seen).toHaveLength(6_030);
  });
});
