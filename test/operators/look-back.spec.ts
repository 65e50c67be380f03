import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Billing, dueMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { ownStack } from '../disturbed/own-stack';
import { bundleOf } from '../workflows/bench/workflow-bundle';
import { onfileAt } from './operator';

const MINUTE_MS = 60_000;
const ROOT = join(__dirname, '../..');
const GATE = [
  ...['--conditions=@onfile/source', '-r', join(ROOT, 'infra/scripts/ts-hook.cjs')],
  join(ROOT, 'test/replay/gate/main.ts'),
];

/** Runs the deploy gate with these variables. */
async function gate(env: Readonly<Record<string, string>>, ...words: string[]): Promise<{ code: number; out: string }> {
  const { ONFILE_SECRETS_FILE: _s, TEMPORAL_ADDRESS: _t, ...clean } = process.env;
  const child = spawn(process.execPath, [...GATE, '--cores', '1', ...words], { cwd: ROOT, env: { ...clean, ...env } });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

describe('operators look back at the real stack', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);
  const folder = (name: string): string => join(own().stack.data, name);
  const period = dueMonth();
  let billId = '';
  let cardId = '';
  let openJourney = '';
  let addedJourney = '';

  /** All that money and facts came to: neither may change by looking back. */
  const touched = async () => {
    const { bank, stack } = own();
    const read = await fetch(`${stack.urls.api}/health/ready`);
    const { out } = await run('read-models', '--json');
    return JSON.stringify([await bank.ledger(), read.status, (JSON.parse(out) as { end: string }).end]);
  };

  beforeAll(async () => {
    const { onfile, bank } = own();
    const billing = new Billing(onfile);
    const cards = await bank.scenarios();
    const fresh = (name: string): string =>
      mintCardNumber(cards.find((scenario) => scenario.name === name)?.number.slice(0, 8));
    const customer = await onfile.register({ region: 'US' });
    const first = await customer.submitCard(await customer.reachCard(), { number: fresh('insufficient-at-billing') });
    addedJourney = (await customer.untilReleased(first.journeyId, MINUTE_MS)).journeyId;
    cardId = await customer.addsCard({ number: fresh('approve') });
    await billing.charge([{ accountId: customer.accountId, minor: 4_999, at: `${period}-15T08:00:00Z` }]);
    await billing.startRun(period);
    billId = `${customer.accountId}-${period}`;
    await billing.untilBill(billId, 'is paid', ({ status }) => status === 'paid', 2 * MINUTE_MS);
    const other = await onfile.register({ region: 'DE' });
    openJourney = (await other.reachCard()).journeyId;
  }, 6 * MINUTE_MS);

  it(
    'X14 exports histories as they are kept and in clear; the gate replays both, and all that is open on the server',
    async () => {
      const { stack } = own();
      const secrets = { ONFILE_SECRETS_FILE: join(stack.data, 'secrets.json') };
      const kept = await run('histories', openJourney, addedJourney, '--out', folder('kept'));
      expect(kept).toMatchObject({ code: 0, out: expect.stringContaining('as they are kept (encrypted)') as string });
      const files = (await readdir(folder('kept'))).map((name) => join(folder('kept'), name));
      expect(files).toHaveLength(2);
      expect(await gate({}, ...files)).toMatchObject({ code: 4 });
      expect(await gate(secrets, ...files)).toMatchObject({ code: 0, out: '2 histories replayed, 0 would break.\n' });

      const clear = await run('histories', '--open', '--decoded', '--why', 'a replay', '--out', folder('clear'));
      expect(clear).toMatchObject({ code: 0, out: expect.stringContaining('in clear') as string });
      const noted = await run('log', '--on', `cardAddition/${openJourney}`);
      expect(noted.out).toMatch(/read-in-clear .* a replay/);
      const decoded = (await readdir(folder('clear'))).map((name) => join(folder('clear'), name));
      expect(await gate({}, ...decoded)).toMatchObject({ code: 0 });

      const server = { ...secrets, TEMPORAL_ADDRESS: stack.urls.temporal };
      expect(await gate(server)).toMatchObject({ code: 0, out: expect.stringMatching(/, 0 would break/) as string });
      const bundle = folder('changed.js');
      await writeFile(bundle, (await bundleOf(join(ROOT, 'test/replay/incompatible-change.ts'))).code);
      const broken = await gate(server, '--bundle', bundle);
      expect(broken).toMatchObject({
        code: 1,
        out: expect.stringContaining(`WOULD BREAK cardAddition/${openJourney}`) as string,
      });
      const inClear = ['--decoded', '--why', 'may this build be deployed?'];
      expect(await run('replay', openJourney, '--bundle', bundle, ...inClear)).toMatchObject({
        code: 1,
        out: expect.stringMatching(`WOULD BREAK cardAddition/${openJourney} at event \\d+: Determinism`) as string,
      });
      expect(await run('replay', '--open', ...inClear)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^\d+ histories replayed, 0 would break\.$/) as string,
      });
    },
    5 * MINUTE_MS,
  );

  it(
    'X5, X7 runs a bill and a journey anew; neither the bank nor the log hears of it',
    async () => {
      const before = await touched();
      const same = await run('shadow', 'bill', billId);
      expect(same).toMatchObject({ code: 0, out: expect.stringContaining('as it was recorded') as string });
      const built = join(ROOT, 'libs/domain/dist/what-if.js');
      expect(await run('shadow', 'bill', billId, '--code', built)).toMatchObject({ code: 0, out: same.out });
      const other = await run('shadow', 'bill', billId, '--order', 'reversed');
      expect(other).toMatchObject({
        code: 1,
        out: expect.stringMatching(/\n-\s+CardChargeDeclined .*networkCode 51/) as string,
      });
      const journey = await run('shadow', 'journey', addedJourney);
      expect(journey).toMatchObject({ code: 0, out: expect.stringContaining('as it was recorded') as string });
      const refused = await run('shadow', 'journey', addedJourney, '--policy', '{"networks":["mastercard"]}');
      expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/\n\+\s+CardAdditionFailed/) as string });
      const plan = await run('backtest', period, '--order', 'reversed');
      expect(plan).toMatchObject({ code: 0, out: expect.stringMatching(/recovered, of USD 4999\s+4999/) as string });
      expect(await touched()).toBe(before);
    },
    3 * MINUTE_MS,
  );

  it(
    'X10 packs what the log says about a bill and a card, and tells a pack that was changed',
    async () => {
      const made = await run('evidence', 'bill', billId, '--out', folder('packs'));
      expect(made).toMatchObject({ code: 0, out: expect.stringContaining('sealed with') as string });
      expect((await run('evidence', 'card', cardId, '--out', folder('packs'))).code).toBe(0);
      const file = join(folder('packs'), `evidence-bill-${billId}.json`);
      const whole = await run('evidence', 'verify', file, '--log');
      expect(whole).toMatchObject({
        code: 0,
        out: expect.stringContaining('The log has every one of them.') as string,
      });
      const text = await readFile(file, 'utf8');
      const page = await readFile(file.replace('.json', '.html'), 'utf8');
      for (const content of [text, page]) expect(content).not.toMatch(/tok_|@example\.com|Ada Lovelace|Analytical Way/);
      await writeFile(file, text.replace('"networkCode": "51"', '"networkCode": "00"'));
      const changed = await run('evidence', 'verify', file);
      expect(changed).toMatchObject({ code: 1, out: expect.stringMatching(/^BROKEN at entry \d+/) as string });
    },
    3 * MINUTE_MS,
  );
});
