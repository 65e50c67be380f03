import type { Logger, RunningProcess } from '@onfile/process';
import type { AddressInfo } from 'node:net';
import { createApp } from './create-app';
import { wire, type WireSettings } from './wiring/wire';

/** How long open requests may take to finish when the process is told to stop, in milliseconds. */
const GRACE_MS = 5_000;

/**
 * Serves at once, on loopback: what can not be reached yet is answered with `try-again-later` and shows in
 * `/health/ready`. Stops by finishing what is under way.
 */
export async function startApi(settings: WireSettings, logger: Logger, stopping: AbortSignal): Promise<RunningProcess> {
  const wired = await wire(settings);
  const app = await createApp(wired.ports, logger);
  await app.listen(settings.port, '127.0.0.1');
  const server = app.getHttpServer();
  const { port } = server.address() as AddressInfo;
  logger.info({ url: `http://127.0.0.1:${port}` }, 'listening');
  const prepared = wired.prepare(stopping).catch((error: unknown) => {
    if (!stopping.aborted) throw error;
  });
  return {
    ended: Promise.all([prepared, new Promise<never>(() => undefined)]).then(() => undefined),
    async stop() {
      const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(force);
      await wired.close();
    },
  };
}
