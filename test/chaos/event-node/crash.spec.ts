import { checkFile } from '@onfile/event-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashRounds } from './crash-rounds';

const ROUNDS = 20;
const SEED = 10;

describe('a store that is killed under load', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'event-node-crash-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('Q10: keeps every acknowledged append, whole and in place; an unanswered one sent again is there once', async () => {
    const survived = await crashRounds({ file: join(folder, 'events.db'), rounds: ROUNDS, seed: SEED });
    expect(survived).toHaveLength(ROUNDS);
    expect(checkFile(join(folder, 'events.db')).findings).toEqual([]);
    const acknowledged = survived.reduce((sum, round) => sum + round.acknowledged, 0);
    const unanswered = survived.reduce((sum, round) => sum + round.unansweredWritten + round.unansweredLost, 0);
    expect(acknowledged).toBeGreaterThan(ROUNDS * 10);
    expect(unanswered).toBeGreaterThan(ROUNDS);
  }, 400_000);
});
