import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KeptHistory } from './sources';

/** What replays: where the bundle is, and where the keys of payloads are, if they are encrypted. */
export interface Gate {
  readonly bundle: string;
  readonly secretsFile?: string;
}

/** A history that this bundle would not go on with. */
export interface Broken {
  readonly workflowId: string;
  readonly kind: string;
  /** The first event that the code does not agree with; absent where the replay does not say. */
  readonly eventId?: number;
  readonly why: string;
}

/** One answer of a replaying process; `broken` absent: it replays. */
export interface Replayed {
  readonly workflowId: string;
  readonly broken?: Omit<Broken, 'workflowId'>;
}

/** Histories, as many as there are. */
export type Histories = AsyncIterable<KeptHistory> | Iterable<KeptHistory>;

/** Processes that replay, for as many histories as one likes. */
export interface Hands {
  readonly pids: readonly number[];
  /**
   * Replays every history; `onReplayed` is told of each.
   * @throws {Error} when a process can not go on, such as for a bundle that does not load
   */
  replay(histories: Histories, onReplayed: (replayed: Replayed) => void): Promise<void>;
  stop(): Promise<void>;
}

/** So many wait at each process: it is never idle, and memory stays the same however many there are. */
const AHEAD = 8;

/** One process that replays. */
interface Hand {
  readonly child: ChildProcess;
  under: number;
}

/** Replays every history on `cores` processes. As `Hands.replay`. */
export async function replayOnAllCores(
  gate: Gate,
  histories: Histories,
  cores: number,
  onReplayed: (replayed: Replayed) => void,
): Promise<void> {
  const hands = startHands(gate, cores);
  try {
    await hands.replay(histories, onReplayed);
  } finally {
    await hands.stop();
  }
}

/** Starts `cores` processes that load the bundle once. */
export function startHands(gate: Gate, cores: number): Hands {
  let wake: () => void = () => undefined;
  let dead: Error | undefined;
  let told: (replayed: Replayed) => void = () => undefined;
  const hands: Hand[] = Array.from({ length: cores }, () => {
    const child = fork(join(__dirname, 'hand.ts'), [JSON.stringify(gate)], {
      execArgv: process.execArgv,
      serialization: 'advanced', // histories are bytes
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // the SDK's core writes on standard output
    });
    const hand = { child, under: 0 };
    child.on('message', (replayed: Replayed) => {
      hand.under -= 1;
      told(replayed);
      wake();
    });
    child.on('exit', (code) => {
      if (code !== 0) dead = new Error(`a replaying process ended with ${code}: does the bundle load?`);
      wake();
    });
    return hand;
  });
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (dead) throw dead;
      await new Promise<void>((woken) => (wake = woken));
    }
  };
  return {
    pids: hands.map(({ child }) => child.pid ?? 0),
    async replay(histories, onReplayed) {
      told = onReplayed;
      for await (const history of histories) {
        await until(() => hands.some(({ under }) => under < AHEAD));
        const free = hands.reduce((least, hand) => (hand.under < least.under ? hand : least));
        free.under += 1;
        free.child.send(history);
      }
      await until(() => hands.every(({ under }) => under === 0));
    },
    stop: async () => void (await Promise.all(hands.map(({ child }) => ended(child)))),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  await gone;
}
