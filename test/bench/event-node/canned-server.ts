import { readFileSync } from 'node:fs';
import { createServer, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo } from 'node:net';

/**
 * A server that knows nothing: every read gets the same events that a node once sent, a subscription round and round, as fast
 * as they are taken. What the client reaches on it is the most it can reach on any server. Started by `startCanned`.
 */
const [, , featuresFile = '', readFile = ''] = process.argv;
const features = readFileSync(featuresFile);
const events = readFileSync(readFile);
const PIECE = 64 * 1024;

const server = createServer({ settings: { initialWindowSize: 2 ** 20 } });
server.on('stream', (stream, headers) => {
  stream.on('error', () => undefined);
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  stream.resume();
  const isSubscription = headers['user-agent']?.includes('grpc-node') ?? false; // reads come through the native bridge
  if (headers[':path']?.endsWith('/Read')) void send(stream, events, isSubscription);
  else stream.end(features);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`kurrentdb://127.0.0.1:${port}?tls=false&discoveryInterval=10\n`);
});

async function send(stream: ServerHttp2Stream, bytes: Buffer, again: boolean): Promise<void> {
  for (let at = 0; at < bytes.length && !stream.destroyed; at = again && at + PIECE >= bytes.length ? 0 : at + PIECE) {
    if (stream.write(bytes.subarray(at, at + PIECE))) continue;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stream.off('drain', done).off('close', done);
        resolve();
      };
      stream.on('drain', done).on('close', done);
    });
  }
  if (!stream.destroyed) stream.end();
}
