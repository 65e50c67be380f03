import { startStack } from '@onfile/infra';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '../driver/browser';
import { Bank } from '../driver/bank';
import { Onfile } from '../driver/onfile';
import { prepareFonts } from './fonts';
import { takeAll } from './pictures';

const FOLDER = join(__dirname, '..', '..', 'docs', 'screenshots');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Takes the pictures on a stack of its own, with data of its own, which are gone afterwards. */
async function main(): Promise<void> {
  const hasChinese = await prepareFonts(say);
  const data = await mkdtemp(join(tmpdir(), 'onfile-screenshots-'));
  const stack = await startStack({ data, tell: say });
  const browser = await startBrowser();
  try {
    await mkdir(FOLDER, { recursive: true });
    const onfile = new Onfile(stack.urls.api, new Bank(stack.urls.bank, stack.apiKeys.bank));
    const where = { url: stack.urls.console, log: stack.urls.eventLog, folder: FOLDER };
    const taken = await takeAll({ browser, onfile, hasChinese, ...where }, process.argv.slice(2));
    say(`${taken} pictures in ${FOLDER}`);
  } finally {
    await browser.close();
    await stack.stop();
    await rm(data, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
