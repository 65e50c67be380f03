import { connect } from 'node:net';

const EVERY_MS = 30;
const ONE_LOOK_MS = 2_000;

/** Whether a process answers 200 at `url`. */
export async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ONE_LOOK_MS) });
  await response.arrayBuffer();
  return response.ok;
}

/** Whether something listens on a local port. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.setTimeout(ONE_LOOK_MS, () => done(false));
  });
}

/** Looks again and again until `look` says yes, at most `limitMs`. Answers whether it did. */
export async function waitUntil(
  look: () => Promise<boolean> | boolean,
  limitMs: number,
  everyMs = EVERY_MS,
): Promise<boolean> {
  const until = Date.now() + limitMs;
  for (;;) {
    const yes = await Promise.resolve()
      .then(look)
      .catch(() => false);
    if (yes) return true;
    if (Date.now() >= until) return false;
    await new Promise((next) => setTimeout(next, everyMs));
  }
}
