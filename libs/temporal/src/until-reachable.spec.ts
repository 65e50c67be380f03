import { createServer } from 'node:net';
import { connectTemporal } from './connect-temporal';
import { untilReachable } from './until-reachable';

describe('waiting for a server', () => {
  it('tries until it answers, and tells of every try that failed', async () => {
    const told: unknown[] = [];
    let tries = 0;
    const connect = async (): Promise<string> => {
      tries += 1;
      if (tries < 3) throw new Error(`try ${tries}`);
      return 'connected';
    };
    await expect(untilReachable(connect, { onWait: (error) => told.push(error) })).resolves.toBe('connected');
    expect(told).toMatchObject([{ message: 'try 1' }, { message: 'try 2' }]);
  });

  it('stops when the process is being stopped', async () => {
    const stop = new AbortController();
    const waiting = untilReachable(() => Promise.reject(new Error('down')), {
      signal: stop.signal,
      onWait: () => stop.abort(new Error('stopped')),
    });
    await expect(waiting).rejects.toThrow('stopped');
  });

  it('keeps waiting for a Temporal that is not there', async () => {
    const address = await freeAddress();
    const stop = new AbortController();
    const told: unknown[] = [];
    const connecting = connectTemporal({
      address,
      namespace: 'default',
      payloadKeys: { current: 'k', keys: { k: Buffer.alloc(32).toString('base64') } },
      signal: stop.signal,
      onWait: (error) => {
        told.push(error);
        if (told.length === 2) stop.abort(new Error('stopped'));
      },
    });
    await expect(connecting).rejects.toThrow('stopped');
    expect(told).toHaveLength(2);
  });
});

/** An address where nobody listens: bound once, then given back. */
async function freeAddress(): Promise<string> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}
