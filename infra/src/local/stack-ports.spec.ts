import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePorts } from './ports';
import { portsOf } from './stack-ports';

describe('the ports of a stack', () => {
  let folder: string;
  const servers: Server[] = [];
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onfile-ports-'))));
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
    rmSync(folder, { recursive: true, force: true });
  });
  const take = (port: number): Promise<void> =>
    new Promise((taken) => servers.push(createServer().listen(port, '127.0.0.1', taken)));

  it('are all different, and the same again at the next start', async () => {
    const ports = await portsOf(folder, {});
    expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
    expect(await portsOf(folder, {})).toEqual(ports);
  });

  it('are found anew where the list of the last run was cut short', async () => {
    writeFileSync(join(folder, 'ports.json'), '{"api":80');
    const ports = await portsOf(folder, {});
    expect(await portsOf(folder, {})).toEqual(ports);
  });

  it('make way where another program took one meanwhile', async () => {
    const before = await portsOf(folder, {});
    await take(before.bank);
    const after = await portsOf(folder, {});
    expect(after).toEqual({ ...before, bank: after.bank });
    expect(after.bank).not.toBe(before.bank);
  });

  it('are as wished for the api, and a wish that can not be met is refused', async () => {
    const { wish, usual } = await choosePorts(['wish', 'usual']);
    expect(await portsOf(folder, { usualPort: usual })).toMatchObject({ api: usual });
    expect(await portsOf(folder, { port: wish, usualPort: usual })).toMatchObject({ api: wish });
    expect(await portsOf(folder, { usualPort: usual })).toMatchObject({ api: wish });
    await take(wish);
    await expect(portsOf(folder, { port: wish })).rejects.toThrow(`Port ${wish} is taken`);
    expect((await portsOf(folder, {})).api).not.toBe(wish);
  });
});
