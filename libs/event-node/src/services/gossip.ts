import { unary, type Method } from '../grpc/methods';
import { methodCodec } from '../wire/definitions';

const LEADER = 8;
const TICKS_OF_A_MS = 10_000n;

/** Where clients reach the node, and who it is. */
export interface Member {
  /** UUID, the same for as long as the node runs. */
  readonly instanceId: string;
  readonly address: string;
  readonly port: number;
}

/** Tells clients that look for a cluster of its one member. `self` is asked for each call. */
export function gossip(self: () => Member): [string, Method] {
  const codec = methodCodec('event_store.client.gossip.Gossip', 'Read');
  return [
    codec.path,
    unary((request) => {
      codec.decode(request);
      const { instanceId, address, port } = self();
      const member = {
        instance_id: { string: instanceId },
        time_stamp: String(BigInt(Date.now()) * TICKS_OF_A_MS),
        state: LEADER,
        is_alive: true,
        http_end_point: { address, port },
      };
      return codec.encode({ members: [member] });
    }),
  ];
}
