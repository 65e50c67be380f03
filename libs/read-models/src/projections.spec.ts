import { asLog, chance, play, story } from '../testing';
import type { FollowedEvent } from './followed';
import { readModels } from './registry';

const log = asLog(story(1, 400));

/** The same facts with the streams told in another order, each stream still in its own. */
function otherOrder(events: readonly FollowedEvent[], seed: number): FollowedEvent[] {
  const random = chance(seed);
  const names = [...new Set(events.map((event) => event.stream))];
  const streams = names.map((name) => events.filter((event) => event.stream === name));
  const ordered: FollowedEvent[] = [];
  while (streams.length > 0) {
    const stream = streams[Math.floor(random() * streams.length)] ?? [];
    const next = stream.shift();
    if (next) ordered.push(next);
    else streams.splice(streams.indexOf(stream), 1);
  }
  return ordered;
}

const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

describe.each(readModels.map((model) => [model.name, model] as const))('%s', (_name, model) => {
  it('gives equal rows when every fact comes twice', () => {
    const once = play(model, log);
    expect(once.length).toBeGreaterThan(0);
    expect(
      play(
        model,
        log.flatMap((event) => [event, event]),
      ),
    ).toStrictEqual(once);
  });

  it('gives equal rows when all of the log comes again after its end', () => {
    expect(play(model, [...log, ...log])).toStrictEqual(play(model, log));
  });

  it.each([2, 3, 4])('gives equal rows whatever the order between streams (seed %i)', (seed) => {
    const other = otherOrder(log, seed);
    expect(other).not.toStrictEqual(log);
    expect(sorted(play(model, other))).toStrictEqual(sorted(play(model, log)));
  });

  it('shows nothing sealed, no token, no digest of a code or number, and no address of a page (R21)', () => {
    const shown = JSON.stringify(play(model, log));
    for (const secret of ['sealed', 'tok_', 'digest', 'https:']) expect(shown).not.toContain(secret);
  });
});
