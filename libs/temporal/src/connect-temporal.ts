import { Client, Connection } from '@temporalio/client';
import { dataConverter } from './data-converter';
import type { PayloadKeys } from './payload-codec';
import { untilReachable, type Waiting } from './until-reachable';

/** A try is short: the next one finds a server that has started meanwhile. */
const CONNECT_TIMEOUT_MS = 2_000;

/** Where Temporal is, and the keys its payloads are encrypted under. */
export interface TemporalOptions extends Waiting {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  readonly payloadKeys: PayloadKeys;
}

/** A client whose payloads are encrypted; waits until the server answers. Close it by `client.connection.close()`. */
export async function connectTemporal({
  address,
  namespace,
  payloadKeys,
  ...waiting
}: TemporalOptions): Promise<Client> {
  const connection = await untilReachable(
    () => Connection.connect({ address, connectTimeout: CONNECT_TIMEOUT_MS }),
    waiting,
  );
  return new Client({ connection, namespace, dataConverter: dataConverter(payloadKeys) });
}
