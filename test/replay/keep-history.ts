import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { WorkflowHandle } from '@temporalio/client';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One recorded run for every ending of a journey, `<ending>.json`, as Temporal's own tools write histories. */
export const HISTORIES = join(__dirname, 'histories');

/** Folder of the checkout. */
const CHECKOUT = join(__dirname, '..', '..');

/** Set by the script that records anew; without it a spec only looks whether its ending is kept. */
const RECORDING = process.env['ONFILE_RECORD_HISTORIES'] === 'yes';

/**
 * Keeps the history of a run that has ended, under the name of its ending. Without `RECORDING` it expects that one is
 * kept already: an ending that no replay covers fails its spec.
 */
export async function keepHistory(ending: string, handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<void> {
  if (RECORDING) {
    // Stack traces tell where the checkout is; a history is the same wherever it was recorded.
    const recorded = historyToJSON(await handle.fetchHistory()).replaceAll(`${CHECKOUT}/`, '');
    const history = JSON.parse(recorded) as unknown;
    mkdirSync(HISTORIES, { recursive: true });
    writeFileSync(join(HISTORIES, `${ending}.json`), `${JSON.stringify(history, null, 1)}\n`);
  }
  expect(keptEndings()).toContain(ending);
}

/** Names of all endings that are kept. */
export function keptEndings(): string[] {
  return readdirSync(HISTORIES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

/** One kept history, to be replayed. */
export function keptHistory(ending: string): unknown {
  return JSON.parse(readFileSync(join(HISTORIES, `${ending}.json`), 'utf8'));
}
