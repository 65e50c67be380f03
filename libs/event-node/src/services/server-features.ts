import { unary, type Method } from '../grpc/methods';
import { methodCodec } from '../wire/definitions';

/** The version of the server whose protocol this node speaks. Clients compare its three parts. */
export const SERVER_VERSION = '26.1.0';

const STREAMS = 'event_store.client.streams.streams';
const STREAMS_V2 = 'kurrentdb.protocol.v2.streams.streamsservice';

const METHODS = [
  { service_name: STREAMS, method_name: 'read', features: ['position', 'events'] },
  { service_name: STREAMS, method_name: 'append', features: [] },
  { service_name: STREAMS, method_name: 'delete', features: [] },
  { service_name: STREAMS, method_name: 'tombstone', features: [] },
  { service_name: STREAMS, method_name: 'batchappend', features: ['deadline_duration'] },
  { service_name: STREAMS_V2, method_name: 'appendsession', features: [] },
  { service_name: STREAMS_V2, method_name: 'appendrecords', features: [] },
];

/** Tells clients what the node can do (section 5). */
export function serverFeatures(): [string, Method] {
  const codec = methodCodec('event_store.client.server_features.ServerFeatures', 'GetSupportedMethods');
  const answer = codec.encode({ methods: METHODS, event_store_server_version: SERVER_VERSION });
  return [
    codec.path,
    unary((request) => {
      codec.decode(request);
      return answer;
    }),
  ];
}
