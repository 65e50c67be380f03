import { type Chance, chanceFrom } from '@onfile/testing/chance';
import { type EventNodeProcess, startEventNodeProcess } from '../../driver/event-node';
import { checkSurvival, type Survived } from './survival';
import { connect, type SentAppend, writeUntilItDies } from './writers';

/** How a crash test is run. */
export interface CrashTest {
  readonly file: string;
  readonly rounds: number;
  readonly seed: number;
  /** Told after every round. */
  onRound?(round: number, survived: Survived): void;
}

const WRITERS = 16;
/** The longest a round lets the writers write. */
const MAX_LOAD_MS = 250;

/**
 * Starts the node on one file again and again, lets writers append and kills it with SIGKILL in the middle; the next
 * start has to take the file over and hold every promise of the rounds before.
 * @throws {PromiseBroken} when one does not hold.
 */
export async function crashRounds({ file, rounds, seed, onRound }: CrashTest): Promise<Survived[]> {
  const chance = chanceFrom(seed);
  const survived: Survived[] = [];
  let sent: SentAppend[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const node = await startEventNodeProcess(file);
    try {
      if (round > 0) {
        survived.push(await checked(node, sent));
        onRound?.(round, survived.at(-1) as Survived);
      }
      if (round < rounds) sent = await loadAndKill(node, chance);
    } finally {
      await node.end('SIGKILL');
    }
  }
  return survived;
}

async function checked({ connectionString }: EventNodeProcess, sent: readonly SentAppend[]): Promise<Survived> {
  const client = connect(connectionString);
  try {
    return await checkSurvival(client, sent);
  } finally {
    await client.dispose();
  }
}

async function loadAndKill(node: EventNodeProcess, chance: Chance): Promise<SentAppend[]> {
  const client = connect(node.connectionString);
  const writing = writeUntilItDies(client, WRITERS, chance);
  setTimeout(() => void node.end('SIGKILL'), chance.between(20, MAX_LOAD_MS));
  const sent = await writing;
  await client.dispose();
  return sent;
}
