import { startEventNode, type EventNode } from '@onfile/event-node';
import { choosePorts } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEventLog, type EventLog } from '@onfile/event-log';
import { cutLine, type CutLine } from './cut-line';

/** The real log of a spec file: an event node of its own, and a line to it that can be cut. */
export interface TestLog {
  /** Over the line. */
  readonly log: EventLog;
  readonly url: string;
  readonly line: CutLine;
  /** Ends the node; what it has stays. */
  stopNode(): Promise<void>;
  /** Starts it again, on the same port. */
  startNode(): Promise<void>;
}

/** One log for all specs of a file. Call it in `describe`; the answer is good inside of tests only. */
export function withLog(): () => TestLog {
  let made: TestLog | undefined;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-log-'));
    made = await testLog(join(folder, 'log.sqlite'));
  });
  afterAll(async () => {
    await made?.log.close();
    await made?.line.stop();
    await made?.stopNode();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (!made) throw new Error('the log is open inside of tests only');
    return made;
  };
}

async function testLog(file: string): Promise<TestLog> {
  // Not one of those that systems hand out: nobody takes it while the node is away.
  const { port } = await choosePorts(['port']);
  let node: EventNode = await startEventNode({ file, port });
  const line = await cutLine(port);
  const url = `kurrentdb://127.0.0.1:${line.port}?tls=false`;
  return {
    log: createEventLog({ url, appendTimeoutMs: 2_000, readTimeoutMs: 2_000 }),
    url,
    line,
    stopNode: () => node.stop(),
    startNode: async () => {
      node = await startEventNode({ file, port });
    },
  };
}
