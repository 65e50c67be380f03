import { masked, shadow, backtest } from '@onfile/domain/what-if';
import { recordingOf } from './bench/recording';
import { simulate } from './simulation';

/** Seeds whose stories are told anew. */
const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);

/** Recordings of all bills of a simulated world, as the api hands them out. */
async function recordingsOf(seed: number) {
  const { bench, bills } = await simulate(seed);
  const { log, ports, clock } = bench;
  const recordings = bills.map((billId) => {
    const accountId = billId.slice(0, -'-2024-05'.length);
    const recording = recordingOf(log, { billId, accountId, policy: ports.policy, until: clock.now() });
    return { ...recording, facts: masked(recording.facts) };
  });
  return { bench, recordings };
}

describe('X5 the shadow of what the real workers did', () => {
  it.each(SEEDS)('seed %d: whatever the bank said, who died and what was lost, the same facts follow', async (seed) => {
    const { recordings } = await recordingsOf(seed);
    for (const recording of recordings) {
      const { lines, refused } = shadow(recording);
      // A worker that died went on later: that moves a fact in time, and makes no other one.
      expect(lines.filter(({ is }) => is !== 'same' && is !== 'moved')).toStrictEqual([]);
      expect(refused).toStrictEqual([]);
    }
  });

  it('nothing real is touched: neither the log nor the bank hears of a shadow or a backtest', async () => {
    const { bench, recordings } = await recordingsOf(1);
    const before = JSON.stringify([bench.log.all(), bench.gateway.chargeLedger(), bench.log.calls]);
    for (const recording of recordings) shadow(recording, { order: 'reversed', policy: { tries: { most: 1 } } });
    const { recorded, baseline, faithful } = backtest(recordings, { order: 'reversed' });
    expect(JSON.stringify([bench.log.all(), bench.gateway.chargeLedger(), bench.log.calls])).toBe(before);
    expect({ ...baseline, waitedMs: 0 }).toStrictEqual({ ...recorded, waitedMs: 0 });
    expect(faithful).toBe(recordings.length);
  });
});
