import { choosePorts, keysOf } from '@onfile/infra';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_KEY, type Around } from '../../bench/bills/processes';
import { ask, eventually } from '../../driver/http';

const ROOT = join(__dirname, '..', '..', '..');
const FLAGS = ['--conditions=@onfile/source', '-r', join(ROOT, 'infra/scripts/ts-hook.cjs')];

/** The api, as operators watch a run by it. */
export interface SoakApi {
  readonly pid: number;
  /** What the control room shows of the month's run; undefined until it has begun. */
  run(period: string): Promise<RunFigures | undefined>;
  stop(): Promise<void>;
}

/** How far a run is. */
export interface RunFigures {
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** The api over what is around the bills, in a process of its own. */
export async function startSoakApi(around: Around, temporalAddress: string): Promise<SoakApi> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-api-'));
  keysOf(folder);
  const { api: port } = await choosePorts(['api']);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...{ PORT: String(port), PUBLIC_URL: url, ONFILE_MODE: 'local', ONFILE_SECRETS_FILE: join(folder, 'secrets.json') },
    ...{ KURRENTDB_URL: around.logUrl, DATABASE_URL: around.databaseUrl, TEMPORAL_ADDRESS: temporalAddress },
    ...{
      CARD_NETWORK_URL: around.bankUrl,
      CARD_NETWORK_API_KEY: API_KEY,
      RATES_FILE: join(ROOT, 'infra/local/rates.json'),
    },
    CARD_NETWORK_WEBHOOK_SECRET: `whsec_${Buffer.from('soak').toString('base64')}`,
  };
  const child = spawn(process.execPath, [...FLAGS, join(ROOT, 'apps/api/src/main.ts')], {
    ...{ cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] },
  });
  await eventually('the api', async () => (await ask(`${url}/health/ready`)).status === 200, 60_000);
  const { body } = await ask<{ accessToken: string }>(`${url}/dev/sign-in`, {
    body: { operator: 'op_soak', may: 'read' },
  });
  return {
    pid: child.pid ?? 0,
    async run(period) {
      const answer = await ask<RunFigures>(`${url}/v1/operations/deduction-runs/${period}`, {
        token: body.accessToken,
      });
      return answer.status === 200 ? answer.body : undefined;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
