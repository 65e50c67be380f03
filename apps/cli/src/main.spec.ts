import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EXIT } from './exit-codes';

const HOOK = join(__dirname, '../../../infra/scripts/ts-hook.cjs');
/** More than a pipe holds. */
const MANY = Array.from({ length: 5_000 }, (_, n) => ({
  kind: 'journey',
  id: `j${n}`,
  accountId: 'acc',
  state: 'open',
}));

describe('the process of onfile', () => {
  it('ends without a word where whoever reads has seen enough', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(request.url?.startsWith('/dev/') ? { accessToken: 'token' } : { entries: MANY }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = [
      '-C',
      '@onfile/source',
      '-r',
      HOOK,
      join(__dirname, 'main.ts'),
      'find',
      'j1',
      '--json',
      '--url',
      url,
    ];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number | null];
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect([code, said]).toStrictEqual([EXIT.fine, '']);
  });
});
