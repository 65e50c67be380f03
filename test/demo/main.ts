import { attachStack, startStack, type Stack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Bank } from '../driver/bank';
import { Onfile } from '../driver/onfile';
import { billsDemo } from './bills';
import { cardAdditionDemo } from './card-addition';
import { cardsOnFileDemo } from './cards-on-file';
import { storyOn } from './story';

/** The stories by their names. */
const DEMOS: Readonly<Record<string, typeof billsDemo | typeof cardAdditionDemo>> = {
  'card-addition': cardAdditionDemo,
  'cards-on-file': cardsOnFileDemo,
  bills: billsDemo,
};

/**
 * `npm run demo [-- NAME] [--data DIR]`: tells one of the stories below, the way of a card unless named. Drives the stack
 * that runs on the data folder; where none runs, one of its own in a folder that is gone afterwards. Ends with 1 when
 * anything did not go as told.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string', default: '.onfile' } },
    allowPositionals: true,
  });
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), values.data);
  const running = attachStack(folder);
  if (running) {
    await running.ready();
    return tell(running, positionals);
  }
  const own = await mkdtemp(join(tmpdir(), 'onfile-demo-'));
  console.log('No stack runs on this folder; starting one for the demo …');
  try {
    const stack = await startStack({ data: own });
    await tell(stack, positionals).finally(() => stack.stop());
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function tell({ urls, apiKeys }: Pick<Stack, 'urls' | 'apiKeys'>, [name]: readonly string[]): Promise<void> {
  const bank = new Bank(urls.bank, apiKeys.bank);
  const names = name === undefined ? ['card-addition', 'cards-on-file'] : [name];
  for (const each of names) {
    const demo = DEMOS[each];
    if (!demo) throw new Error(`There is no demo ${each}; there are ${Object.keys(DEMOS).join(', ')}.`);
    await demo(new Onfile(urls.api, bank), bank, storyOn(process.stdout));
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
