import { startStack, type Stack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bank } from '../driver/bank';
import { askPatiently } from '../driver/http';
import { Onfile } from '../driver/onfile';

/** A stack that a spec may kill parts of, and people on it who try again until they are answered. */
export interface OwnStack {
  readonly stack: Stack;
  readonly bank: Bank;
  readonly onfile: Onfile;
}

/** A stack for the specs of one file, in a folder of its own. Call it in `describe`; good inside of tests only. */
export function ownStack(env: Readonly<Record<string, string>> = {}): () => OwnStack {
  let own: OwnStack | undefined;
  beforeAll(async () => {
    const stack = await startStack({ data: await mkdtemp(join(tmpdir(), 'onfile-disturbed-')), env });
    const bank = new Bank(stack.urls.bank, stack.apiKeys.bank, askPatiently);
    own = { stack, bank, onfile: new Onfile(stack.urls.api, bank, askPatiently) };
  }, 180_000);
  afterAll(async () => {
    if (!own) return;
    await own.stack.stop();
    await rm(own.stack.data, { recursive: true, force: true });
  }, 60_000);
  return () => {
    if (!own) throw new Error('the stack is there inside of tests only');
    return own;
  };
}
