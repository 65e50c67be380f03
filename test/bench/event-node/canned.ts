import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..', '..', '..');
/** ReadReq of 20,000 events of `$all` from its start, without a filter, ids as text (fields 2, 5, 8 and 9 of its options). */
const READ = Buffer.from([
  0x0a, 0x0e, 0x12, 0x02, 0x12, 0x00, 0x28, 0xa0, 0x9c, 0x01, 0x42, 0x00, 0x4a, 0x02, 0x12, 0x00,
]);

/** A running server of ready-made bytes. */
export interface Canned {
  readonly pid: number;
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Notes what a node answers to a read of 20,000 events and starts a server that says the same again and again. */
export async function startCanned(node: string, folder: string): Promise<Canned> {
  const files = [
    await note(node, folder, '/event_store.client.server_features.ServerFeatures/GetSupportedMethods', Buffer.alloc(0)),
    await note(node, folder, '/event_store.client.streams.Streams/Read', READ),
  ];
  const hook = join(ROOT, 'infra', 'scripts', 'ts-hook.cjs');
  const child = spawn(process.execPath, ['-r', hook, join(__dirname, 'canned-server.ts'), ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [connectionString] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    pid: child.pid ?? 0,
    connectionString,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Calls a method over plain HTTP/2 and keeps the bytes of its answer. */
async function note(node: string, folder: string, path: string, message: Buffer): Promise<string> {
  const session = connect(node.replace(/^\w+:/, 'http:').replace(/\?.*/, ''));
  const call = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  call.end(Buffer.concat([head, message]));
  const chunks: Buffer[] = [];
  for await (const chunk of call) chunks.push(chunk as Buffer);
  session.close();
  const file = join(folder, `${path.split('/').pop()}.bin`);
  writeFileSync(file, Buffer.concat(chunks));
  return file;
}
