import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { Counter, Registry } from 'prom-client';
import { serveOperations } from './serve-operations';

const hook = join(__dirname, '../../../infra/scripts/ts-hook.cjs');

describe('the operators side of a process', () => {
  it('tells alive, ready and figures, on loopback only', async () => {
    const registry = new Registry();
    new Counter({ name: 'seen_total', help: 'seen', registers: [registry] }).inc(3);
    const parts: Record<string, 'up' | 'down'> = { log: 'up', database: 'down' };
    const { port, close } = await serveOperations(0, { registry, readiness: () => Promise.resolve(parts) });
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect((await get('/health/live')).status).toBe(200);
    const down = await get('/health/ready');
    expect([down.status, await down.json()]).toStrictEqual([503, { status: 'down', parts }]);
    parts['database'] = 'up';
    expect((await get('/health/ready')).status).toBe(200);
    expect(await (await get('/metrics')).text()).toContain('seen_total 3');
    expect((await get('/else')).status).toBe(404);
    await close();
    await expect(get('/health/live')).rejects.toThrow();
  });

  it('is not ready where that can not even be told', async () => {
    const { port, close } = await serveOperations(0, {
      registry: new Registry(),
      readiness: () => Promise.reject(new Error('no answer')),
    });
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(503);
    await close();
  });
});

describe('a process', () => {
  it('stops on SIGTERM with 0', async () => {
    const child = run(`async () => ({ ended: new Promise(() => setInterval(() => {}, 1000)), stop: async () => {} })`);
    await child.said('up');
    child.kill('SIGTERM');
    expect(await child.code).toBe(0);
  });

  it('exits with 1 when it can not go on, and logs no secret', async () => {
    const child = run(`async () => { logger.warn({ token: 'tok_1' }, 'odd'); throw new Error('no way'); }`);
    expect(await child.code).toBe(1);
    expect(child.output()).toContain('no way');
    expect(child.output()).not.toContain('tok_1');
  });

  it('exits with 0 when it is stopped while it still waits', async () => {
    const child = run(`(signal) => new Promise((_, reject) => {
      const timer = setInterval(() => {}, 1000);
      signal.addEventListener('abort', () => { clearInterval(timer); reject(signal.reason); });
    })`);
    await child.said('up');
    child.kill('SIGINT');
    expect(await child.code).toBe(0);
  });

  it('S1 exits with 1 at an error or a rejection that nobody expected, and tells none of its fields', async () => {
    const error = `Object.assign(new Error('odd'), { detail: 'Key (email)=(zyxwolf)' })`;
    const ended = `{ ended: new Promise(() => setInterval(() => {}, 1000)), stop: async () => {} }`;
    for (const happens of [`setTimeout(() => { throw ${error}; }, 1)`, `void Promise.reject(${error})`]) {
      const child = run(`async () => { ${happens}; return ${ended}; }`);
      expect(await child.code).toBe(1);
      expect(child.output()).toContain('odd');
      expect(child.output()).not.toContain('zyxwolf');
    }
  });

  it('goes on where its log can not be written, as on a full disk', async () => {
    const nothing = openSync(devNull, 'r'); // takes no line
    const code = `const { processLogger } = require(${JSON.stringify(join(__dirname, 'index.ts'))});
      const logger = processLogger('spec');
      for (let n = 0; n < 100; n += 1) logger.info({ n }, 'said to nobody');
      process.exit(7);`;
    const child = spawn(process.execPath, ['--conditions=@onfile/source', '-r', hook, '-e', code], {
      stdio: ['ignore', nothing, 'ignore'],
    });
    closeSync(nothing);
    expect(await once(child, 'exit')).toStrictEqual([7, null]);
  });

  function run(start: string) {
    const code = `const { processLogger, runProcess } = require(${JSON.stringify(join(__dirname, 'index.ts'))});
      const logger = processLogger('spec');
      void runProcess(logger, ${start});
      logger.info('up');`;
    const child = spawn(process.execPath, ['--conditions=@onfile/source', '-r', hook, '-e', code]);
    let output = '';
    for (const from of [child.stdout, child.stderr]) from.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return {
      code: once(child, 'close').then(([code]) => code as number | null),
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      output: () => output,
      said: async (words: string) => {
        while (!output.includes(words)) await once(child.stdout, 'data');
      },
    };
  }
});
