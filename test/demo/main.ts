import { attachStack, startStack, type Stack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Bank } from '../driver/bank';
import { Onfile } from '../driver/onfile';
import { cardAdditionDemo } from './card-addition';
import { storyOn } from './story';

/**
 * `npm run demo [-- --data DIR]`: drives the stack that runs on the data folder; where none runs, one of its own in a
 * folder that is gone afterwards. Ends with 1 when anything did not go as told.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string', default: '.onfile' } } });
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), values.data);
  const running = attachStack(folder);
  if (running) {
    await running.ready();
    return tell(running);
  }
  const own = await mkdtemp(join(tmpdir(), 'onfile-demo-'));
  console.log('No stack runs on this folder; starting one for the demo …');
  try {
    const stack = await startStack({ data: own });
    await tell(stack).finally(() => stack.stop());
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function tell({ urls, apiKeys }: Pick<Stack, 'urls' | 'apiKeys'>): Promise<void> {
  const bank = new Bank(urls.bank, apiKeys.bank);
  await cardAdditionDemo(new Onfile(urls.api, bank), bank, storyOn(process.stdout));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
