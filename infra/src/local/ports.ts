import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Below the range from which systems take ports for outgoing connections, so that none of those gets in the way. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 200;
/** So many ports are tried by one process before those of others. */
const OWN = 40;

/**
 * A port of its own for every name: the one of `before` where it is still free, else a free one. All are held until the
 * last is found, so that no two are the same.
 */
export async function choosePorts<Name extends string>(
  names: readonly Name[],
  before: Partial<Record<Name, number>> = {},
): Promise<Record<Name, number>> {
  const held: Server[] = [];
  const ports = {} as Record<Name, number>;
  try {
    const keep = (name: Name, server: Server): void => {
      held.push(server);
      ports[name] = portOf(server);
    };
    // Those of before first, so that none of them is taken for another name.
    for (const name of names) {
      const known = before[name];
      const server = known === undefined ? undefined : await hold(known);
      if (server) keep(name, server);
    }
    for (const name of names) if (ports[name] === undefined) keep(name, await holdAny());
    return ports;
  } finally {
    await Promise.all(held.map((server) => new Promise((closed) => server.close(closed))));
  }
}

/** Whether nothing listens on this local port. */
export async function isFree(port: number): Promise<boolean> {
  const server = await hold(port);
  if (!server) return false;
  await new Promise((closed) => server.close(closed));
  return true;
}

/**
 * Ports of this process first: what is chosen here is bound a moment later, and another process that chooses meanwhile
 * must not take it.
 */
async function holdAny(): Promise<Server> {
  const own = LOWEST + ((process.pid * OWN) % (HIGHEST - LOWEST));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const server = await hold(attempt < OWN ? own + randomInt(OWN) : randomInt(LOWEST, HIGHEST));
    if (server) return server;
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST}`);
}

function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a held port has no number');
  return address.port;
}
