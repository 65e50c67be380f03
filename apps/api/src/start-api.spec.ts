import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOOK = join(__dirname, '../../../infra/scripts/ts-hook.cjs');
const key = (): string => randomBytes(32).toString('base64');

describe('the process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  const secretsFile = join(folder, 'secrets.json');
  const children: ChildProcess[] = [];
  beforeAll(() => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const secrets = {
      payloadKeys: { current: 'k1', keys: { k1: key() } },
      ...{ codePepper: key(), fingerprintPepper: key(), kekForPersonalKeys: key(), webhookSecret: `whsec_${key()}` },
      ...{ issuerKey: privateKey.export({ format: 'jwk' }), cardNetworkApiKey: 'k', serviceClientSecret: 's' },
    };
    writeFileSync(secretsFile, JSON.stringify(secrets));
  });
  afterAll(() => {
    children.forEach((child) => child.kill('SIGKILL'));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every address is one where nobody listens. */
  const nowhere = (): Record<string, string> => ({
    KURRENTDB_URL: 'kurrentdb://127.0.0.1:9?tls=false',
    TEMPORAL_ADDRESS: '127.0.0.1:9',
    DATABASE_URL: 'postgres://onfile@127.0.0.1:9/none',
    CARD_NETWORK_URL: 'http://127.0.0.1:9',
    CARD_NETWORK_API_KEY: 'k',
    CARD_NETWORK_WEBHOOK_SECRET: `whsec_${key()}`,
    RATES_FILE: join(folder, 'rates.json'),
    PUBLIC_URL: 'http://127.0.0.1:8080',
    PORT: '0',
    ONFILE_MODE: 'local',
    ONFILE_SECRETS_FILE: secretsFile,
  });

  function run(env: Record<string, string>) {
    const child = spawn(process.execPath, ['--conditions=@onfile/source', '-r', HOOK, join(__dirname, 'main.ts')], {
      env: { PATH: process.env['PATH'], ...env },
    });
    children.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = once(child, 'exit').then(([status]) => status as number | null);
    return {
      code,
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      output: () => output,
      url: async (): Promise<string> => {
        for (;;) {
          const found = /"url":"(http:[^"]+)"/.exec(output)?.[1];
          if (found) return found;
          await Promise.race([
            once(child.stdout, 'data'),
            code.then((status) => Promise.reject(new Error(`${status}: ${output}`))),
          ]);
        }
      },
    };
  }

  it('serves while nothing that it needs is there yet, says so, and stops cleanly', async () => {
    const api = run(nowhere());
    const url = await api.url();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toStrictEqual([
      503,
      { status: 'down', parts: { eventLog: 'down', temporal: 'down', database: 'down' } },
    ]);
    const signIn = await fetch(`${url}/dev/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: 'acc_1' }),
    });
    const { accessToken } = (await signIn.json()) as { accessToken: string };
    const me = await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect([me.status, ((await me.json()) as { code: string }).code]).toStrictEqual([503, 'try-again-later']);
    api.kill('SIGTERM');
    expect(await api.code).toBe(0);
    for (const line of api.output().trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ app: 'api' });
    expect(api.output()).not.toContain(accessToken);
  }, 300_000);

  it('does not start with an environment that is not right, and names what is wrong', async () => {
    const { KURRENTDB_URL: _left, ...env } = nowhere();
    const api = run({ ...env, DATABASE_URL: 'mysql://secret@host' });
    expect(await api.code).toBe(1);
    expect(api.output()).toContain('KURRENTDB_URL');
    expect(api.output()).toContain('DATABASE_URL');
    expect(api.output()).not.toContain('mysql://secret@host');
  }, 300_000);

  it('does not start in production without an identity provider: there is no sign-in without a password', async () => {
    const api = run({ ...nowhere(), ONFILE_MODE: 'production' });
    expect(await api.code).toBe(1);
    expect(api.output()).toContain('OIDC_ISSUER');
  }, 300_000);
});
