import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How long the line goes on carrying one way before it breaks: long enough for what was sent to be done. */
const DONE_BY_MS = 150;

/** A line to a server that can be cut. */
export interface CutLine {
  readonly port: number;
  /** The next message still arrives, its answer does not: then the line breaks. For this many messages. */
  loseAnswers(times: number): void;
  /** The line breaks before anything arrives. For this many connections or messages. */
  loseMessages(times: number): void;
  stop(): Promise<void>;
}

/** A line to `port` on 127.0.0.1. */
export async function cutLine(port: number): Promise<CutLine> {
  const open = new Set<Socket>();
  let answersToLose = 0;
  let messagesToLose = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let isDeaf = false;
    const breakOff = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', breakOff);
      socket.on('close', () => {
        open.delete(socket);
        breakOff();
      });
    }
    client.on('data', (chunk) => {
      if (messagesToLose > 0) {
        messagesToLose -= 1;
        breakOff();
        return;
      }
      if (answersToLose > 0 && !isDeaf) {
        answersToLose -= 1;
        isDeaf = true;
        setTimeout(breakOff, DONE_BY_MS);
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!isDeaf) client.write(chunk);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    loseAnswers: (times) => void (answersToLose = times),
    loseMessages: (times) => void (messagesToLose = times),
    stop: () =>
      new Promise((closed) => {
        for (const socket of open) socket.destroy();
        server.close(() => closed());
      }),
  };
}
