import type { Readiness } from '../operations/health.controller';

/** How long a part may take to answer before it counts as down, in milliseconds. */
const PATIENCE_MS = 1_500;

/** Asks every part at once. A part that throws, or is silent for long, is down; why is not told to the outside. */
export function readinessOf(parts: Readonly<Record<string, () => Promise<unknown>>>): Readiness {
  return async () =>
    Object.fromEntries(
      await Promise.all(Object.entries(parts).map(async ([name, ask]) => [name, await standingOf(ask)] as const)),
    );
}

async function standingOf(ask: () => Promise<unknown>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), PATIENCE_MS);
  });
  const answer = ask().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
