import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { Bench, eventually } from '../testing/bench';
import { close, listen } from './http/listen';
import { startBank } from './start-bank';

const ROOT = join(__dirname, '..', '..', '..');
/** Each life of the bank is a process that reads its sources first, beside whatever else the machine does. */
jest.setTimeout(240_000);

const ENVIRONMENT = {
  PORT: '0',
  CARD_NETWORK_API_KEY: 'key',
  CARD_NETWORK_WEBHOOK_SECRET: 'whsec_c2VjcmV0',
  SMS_API_KEY: 'sms',
};

/** Starts the bank as its own process, from the sources; `log` takes what it logs. */
function start(folder: string, environment: Record<string, string>, log: 'pipe' | number = 'pipe'): ChildProcess {
  const hook = join(ROOT, 'infra', 'scripts', 'ts-hook.cjs');
  return spawn(process.execPath, ['--conditions=@onfile/source', '-r', hook, join(__dirname, 'main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, BANK_DATA: folder, ...environment },
    stdio: ['ignore', log, 'inherit'],
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
}

/** The bank as its own process, with what it says. */
async function run(folder: string, environment: Record<string, string> = ENVIRONMENT) {
  const child = start(folder, environment);
  const said: Record<string, unknown>[] = [];
  const opened = new Promise<number>((found) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      said.push(JSON.parse(line));
      const port = said.at(-1)?.port;
      if (typeof port === 'number') found(port);
    });
  });
  const port = await Promise.race([opened, once(child, 'close').then(() => 0)]);
  return { child, said, url: `http://127.0.0.1:${port}` };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'close'); // with all that it had to say
    child.kill(signal);
    await gone;
  }
  return child.exitCode;
}

const post = (url: string, path: string, body: unknown, key?: string): Promise<Response> =>
  fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer key',
      ...(key && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });

describe('the bank as a process', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bank-sim-process-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('killed again and again, it forgets nothing that it answered, and does nothing twice', async () => {
    const amount = { currency: 'USD', minor: 4_200 };
    const answered = new Map<string, string>();
    let token = '';
    for (let life = 1; life <= 3; life += 1) {
      const { child, url } = await run(folder);
      if (token === '') {
        const card = { number: '4000007700000000', expMonth: 12, expYear: 2039, securityCode: '123', holderName: 'A' };
        token = ((await (await post(url, '/v1/tokens', card)).json()) as { token: string }).token;
      }
      for (const [key, first] of answered) {
        const again = await post(url, '/v1/charges', { token, amount, reference: key }, key);
        expect([again.headers.get('idempotency-hit'), await again.text()]).toEqual(['true', first]);
      }
      const burst = Array.from({ length: 40 }, async (_, n) => {
        const key = `life-${life}/${n}`;
        const answer = await post(url, '/v1/charges', { token, amount, reference: key }, key);
        answered.set(key, await answer.text());
        if (n === 20) child.kill('SIGKILL');
      });
      await Promise.allSettled(burst);
      expect(await end(child, 'SIGKILL')).toBeNull();
    }
    expect(answered.size).toBeGreaterThan(20);

    const { child, url } = await run(folder);
    const ledger = await fetch(`${url}/ledger`, { headers: { authorization: 'Bearer key' } });
    const { entries } = (await ledger.json()) as { entries: { key: string; seq: number }[] };
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    expect(entries.map(({ key }) => key)).toEqual(expect.arrayContaining([...answered.keys()]));
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s: closes in order', async (signal) => {
    const { child, said, url } = await run(folder);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await end(child, signal)).toBe(0);
    expect(said.at(-1)).toMatchObject({ msg: 'the bank is closed' });
  });

  it('goes on where its log can not be written, as on a full disk', async () => {
    const port = await freePort();
    const nothing = openSync(devNull, 'r'); // takes no line
    const child = start(folder, { ...ENVIRONMENT, PORT: String(port) }, nothing);
    closeSync(nothing);
    const isReady = async (): Promise<boolean> =>
      child.exitCode !== null ||
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isReady())) await new Promise((next) => setTimeout(next, 50));
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it('says what is wrong with its environment, and ends with 1', async () => {
    const { child, said } = await run(folder, { ...ENVIRONMENT, CARD_NETWORK_API_KEY: '' });
    expect(child.exitCode).toBe(1);
    expect(said).toMatchObject([{ code: 'settings-invalid', msg: expect.stringContaining('CARD_NETWORK_API_KEY') }]);
  });

  it('is refused on books that another bank has open', async () => {
    const { child } = await run(folder);
    const second = await run(folder);
    expect(second.child.exitCode).toBe(1);
    expect(second.said).toMatchObject([{ code: 'books-in-use' }]);
    await end(child, 'SIGTERM');
  });
});

describe('the bank opened again', () => {
  it('goes on where it was: cards, payments, pages, messages', async () => {
    const bench = await Bench.open();
    const [key, token] = [bench.key(), await bench.token('three-ds-challenge')];
    const { body } = await bench.place('hold', token, key);
    await bench.ask('/v1/sms', { key: bench.key(), token: 'sms-key', body: { to: '+56912345678', text: 'Hello' } });
    await bench.restart();
    expect(await bench.find('hold', key)).toMatchObject({ status: 'needs-bank-page' });
    expect((await bench.press(body.bankPageUrl ?? '', 'confirm')).status).toBe(303);
    expect(await bench.find('hold', key)).toMatchObject({ status: 'held' });
    expect((await bench.ask('/inbox.json', { token: '' })).text).toContain('Hello');
    expect((await bench.place('charge', token)).body.outcome).toBe('captured');
    await bench.close();
  });

  it('carries out what it took as pending', async () => {
    const bench = await Bench.open();
    const key = bench.key();
    const { body } = await bench.place('hold', await bench.token('approve'), key);
    await bench.fault({ match: { operation: 'void' }, fault: 'void-late', ms: 300, times: 1 });
    expect((await bench.release('void', body)).body).toEqual({ outcome: 'pending' });
    await bench.restart();
    await eventually(async () => (await bench.find('hold', key))?.status === 'voided');
    await bench.close();
  });

  const openAgain = ({ folder }: Bench, seed: string, port = 0) =>
    startBank(
      {
        ...{ port, smtpPort: 0, dataFolder: folder, seed, apiKey: 'k', webhookSecret: 'whsec_c2VjcmV0' },
        ...{ smsApiKey: 's', latencyMs: 0, hostedFieldsOrigins: [] },
      },
      { log: pino({ level: 'silent' }) },
    );

  it('lets go of its books when it can not open', async () => {
    const [bench, other] = [await Bench.open(), await Bench.open()];
    await other.bank.stop();
    await expect(openAgain(other, '1', bench.bank.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.restart();
    await Promise.all([bench.close(), other.close()]);
  });

  it('is refused while it is open already, and with another seed', async () => {
    const bench = await Bench.open();
    await expect(openAgain(bench, '1')).rejects.toMatchObject({ code: 'books-in-use' });
    await bench.bank.stop();
    await expect(openAgain(bench, '2')).rejects.toMatchObject({ code: 'books-of-another-seed' });
    await bench.restart();
    await bench.close();
  });
});
