import { startStack, type Stack } from '@onfile/infra';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

declare global {
  var onfileStack: Stack | undefined;
}

/** Bills of the last month are due from the first on, so that what a spec does to them works on every day of a month. */
const BILLING_POLICY = JSON.stringify({ due: { dayOfMonth: 1, hour: 0 } });

/**
 * One real stack for all specs of this room, in a folder of its own. They share it and do not disturb each other, since
 * each registers customers of its own; specs that kill processes are in `test/disturbed`, each on a stack of its own.
 * `ONFILE_TEST_STACK=<data folder>` uses one that runs already.
 */
export default async function startForAll(): Promise<void> {
  if (process.env['ONFILE_TEST_STACK'] !== undefined) return;
  const data = await mkdtemp(join(tmpdir(), 'onfile-journeys-'));
  globalThis.onfileStack = await startStack({ data, env: { BILLING_POLICY } });
  process.env['ONFILE_TEST_STACK'] = data;
}
