import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The bare thing: a Node process that answers a JSON text of the gate's size to whatever it is asked. */
const ANSWER = JSON.stringify({ allowed: true, missing: [], suspended: false });

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(ANSWER) });
  response.end(ANSWER);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
