import { createEventLog, type EventLog, type Followed } from '@onfile/event-log';
import { type EventNode, startEventNode } from '@onfile/event-node';
import { projectLog, retryPutAside } from '@onfile/projector';
import {
  applyBatch,
  liveTarget,
  migrate,
  openReadModels,
  type PoisonedStream,
  poisonedStreams,
  readModelNamed,
  rebuild,
  skipPoisoned,
} from '@onfile/read-models';
import { story, type Told } from '@onfile/read-models/testing';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { fillLog } from './fill-log';
import { digests, reaches } from './kill-projector';

const EVENTS = 5_000;
const UP_TO_DATE_MS = 5_000;

/** Every thousandth fact is one that the old build can not read; half-way between stands what no build ever reads. */
const told = story(13, EVENTS);
const isNewer = (index: number): boolean => index % 1_000 === 700;
const isGarbage = (index: number): boolean => index % 1_000 === 200;

describe('Q13 one malformed event in a thousand', () => {
  let folder: string;
  let node: EventNode;
  let postgres: TestPostgres;
  let log: EventLog;
  let pool: Pool;
  const stop = new AbortController();
  let following: Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-q13-'));
    node = await startEventNode({ file: join(folder, 'log.sqlite') });
    postgres = await startPostgres();
    log = createEventLog({ url: node.connectionString });
    ({ pool } = await postgres.freshDatabase());
    await migrate(liveTarget(pool));
    following = projectLog({
      log: {
        follow: (request) => log.follow({ ...request, onBatch: (batch) => request.onBatch(batch.map(oldBuild)) }),
      },
      target: liveTarget(pool),
      signal: stop.signal,
      onApplied: () => undefined,
      onTrouble: () => undefined,
    });
  }, 60_000);
  afterAll(async () => {
    stop.abort();
    await following;
    await log.close();
    await postgres.stop();
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The places of the facts that the old build can not read: by stream, the revisions behind garbage counted in. */
  const newer = new Set(placesOf(told).filter((_place, index) => isNewer(index)));
  const oldBuild = (event: Followed): Followed => {
    if (!newer.has(`${event.stream}@${event.revision}`)) return event;
    const { fact: _fact, ...rest } = event;
    return { ...rest, fact: undefined, unreadable: 'no such version in this build' };
  };
  let aside: PoisonedStream[];

  it('every other stream is up to date within 5 s of the last append, and equal to a clean fill', async () => {
    await fillLog(node.connectionString, told, isGarbage);
    const written = performance.now();
    await reaches(pool, await log.endPosition());
    expect(performance.now() - written).toBeLessThan(UP_TO_DATE_MS);

    aside = await poisonedStreams(openReadModels(pool));
    const from = new Map(aside.map(({ stream, revision }) => [stream, revision]));
    const isHeldBack = ({ stream, revision }: Followed): boolean => revision >= (from.get(stream) ?? Infinity);
    expect(await digests(pool)).toStrictEqual(await cleanly((batch) => batch.filter((event) => !isHeldBack(event))));
  }, 120_000);

  it('the bad ones are set aside with their cause, and what waits behind them is counted', () => {
    expect(aside.length).toBeGreaterThanOrEqual(8); // ten, but for streams that hold two
    for (const { cause, type, models } of aside) {
      expect(cause).toMatch(type === 'MoonLanded' ? 'no such type of fact' : 'no such version in this build');
      expect(models.length).toBeGreaterThan(0);
    }
    expect(aside.some(({ heldBack }) => heldBack > 0)).toBe(true);
  });

  it('after the fix and a retry, and after an operator let go of the garbage, all is equal to a rebuild', async () => {
    for (let round = 0; round < 3; round += 1) {
      await retryPutAside(liveTarget(pool), log); // the new build reads all but the garbage
      for (const { stream, revision, type } of await poisonedStreams(openReadModels(pool))) {
        expect(type).toBe('MoonLanded');
        await skipPoisoned(liveTarget(pool), { stream, revision, because: 'planted' }, log.readRaw);
      }
    }
    expect(await poisonedStreams(openReadModels(pool))).toStrictEqual([]);
    expect(await digests(pool)).toStrictEqual(
      await cleanly((batch) => batch.filter(({ type }) => type !== 'MoonLanded')),
    );
    const holds = readModelNamed('holds');
    const rebuilt = await rebuild(pool, holds!, (from, to, onBatch) =>
      log.readUpTo({ from: from ?? '0', to, onBatch }),
    );
    expect(rebuilt).toMatchObject({ equal: true, swapped: true });
  });

  /** Digests of a new database that was filled from the log at once. */
  const cleanly = async (only: (batch: readonly Followed[]) => readonly Followed[]) => {
    const fresh = await postgres.freshDatabase();
    const target = liveTarget(fresh.pool);
    await migrate(target);
    const onBatch = async (batch: readonly Followed[]) => void (await applyBatch(target, only(batch)));
    await log.readUpTo({ from: '0', to: await log.endPosition(), onBatch });
    return digests(fresh.pool);
  };
});

/** Where each fact will stand once garbage is put in between. */
function placesOf(facts: readonly Told[]): string[] {
  const revisions = new Map<string, number>();
  return facts.map(({ stream }, index) => {
    const revision = (revisions.get(stream) ?? -1) + (isGarbage(index) ? 2 : 1);
    revisions.set(stream, revision);
    return `${stream}@${revision}`;
  });
}
