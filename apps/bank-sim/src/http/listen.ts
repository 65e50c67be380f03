import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on 127.0.0.1 and gives the port. @throws the system's error when the port is taken. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
  });

/** Callers who are not answered yet have a moment; whoever still waits then (for a late answer) is cut off. */
const LAST_ANSWERS_MS = 500;

/** Stops listening; whoever is being served may end, for a moment. */
export function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(cut);
      closed();
    });
    server.closeIdleConnections();
  });
}
