import { Command, InvalidArgumentError } from 'commander';
import pino from 'pino';
import { backupFile } from './operations/backup';
import { checkFile } from './operations/check';
import { startEventNode } from './start-event-node';

const LARGEST_PORT = 65_535;
const STDERR = 2;
/** Characters that wait where nothing can be written, as on a full disk; what comes after them is dropped. */
const MOST_WAITING = 1_000_000;

interface ServeOptions {
  readonly db: string;
  readonly port: number;
  readonly host: string;
  readonly metricsPort?: number;
  readonly maxEventBytes?: number;
  readonly maxAppendBytes?: number;
}

function whole(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    throw new InvalidArgumentError(`must be a whole number of 0 to ${most}.`);
  };
}

const port = whole(LARGEST_PORT);
const bytes = whole(2 ** 31 - 1);

/** Serves until it is told to stop. The one line on standard output is the connection string; the log goes to the other. */
async function serve({ db, ...options }: ServeOptions): Promise<void> {
  const stderr = pino.destination({ dest: STDERR, sync: true, maxLength: MOST_WAITING });
  stderr.on('error', () => undefined); // a log that can not be written is no reason to end
  const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, stderr);
  const node = await startEventNode({ file: db, log, ...options });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      node.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error as Error),
      );
    });
  }
  console.log(node.connectionString);
}

async function backup({ db, to }: { db: string; to: string }): Promise<void> {
  const position = await backupFile(db, to);
  console.log(`backed up to ${to}: all events up to position ${position}`);
}

function check({ db }: { db: string }): void {
  const { events, streams, lastPosition, findings } = checkFile(db);
  for (const finding of findings) console.log(finding);
  console.log(
    `${events} events in ${streams} streams, the last at position ${lastPosition}: ${findings.length || 'no'} findings`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}

function fail(error: Error): void {
  console.error(error.message);
  process.exit(1);
}

const program = new Command('event-node').description(
  'An event store in one SQLite file that speaks the KurrentDB protocol.',
);

program
  .command('serve', { isDefault: true })
  .description('serve a file until told to stop by SIGTERM or SIGINT')
  .requiredOption('--db <file>', 'the SQLite file; a new one is made')
  .option('--port <port>', 'where to listen; 0 picks a free port', port, 2113)
  .option('--host <address>', 'a loopback address', '127.0.0.1')
  .option('--metrics-port <port>', 'serve /metrics and /health over HTTP; 0 picks a free port', port)
  .option('--max-event-bytes <bytes>', 'the largest event taken', bytes)
  .option('--max-append-bytes <bytes>', 'the largest append taken', bytes)
  .action(serve);

program
  .command('backup')
  .description('copy a file, served or not, to a new one')
  .requiredOption('--db <file>', 'the file')
  .requiredOption('--to <file>', 'where the copy goes')
  .action(backup);

program
  .command('check')
  .description('verify that a file, served or not, is whole and keeps every invariant')
  .requiredOption('--db <file>', 'the file')
  .action(check);

program.parseAsync().catch(fail);
