import { Command, InvalidArgumentError } from 'commander';
import { startEventNode } from './start-event-node';

const port = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('must be a number of 0 to 65535; 0 picks a free port.');
};

async function serve(options: { db: string; port: number; host: string }): Promise<void> {
  const node = await startEventNode({ file: options.db, port: options.port, host: options.host });
  console.log(node.connectionString);
  const stop = (): void => {
    void node.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

const program = new Command('event-node')
  .description('An event store in one SQLite file that speaks the KurrentDB protocol.')
  .option('--port <port>', 'where to listen; 0 picks a free port', port, 2113)
  .option('--host <address>', 'a loopback address', '127.0.0.1')
  .requiredOption('--db <file>', 'the SQLite file; a new one is made')
  .action(serve);

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
