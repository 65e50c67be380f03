import { EXIT } from './exit-codes';
import { runOnfile } from './program';

/** Unheard, an answer that nobody reads to its end (`onfile find | head`), or a full disk, ends in a stack of calls. */
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(); // whoever reads it has seen enough
  process.stderr.write(`The answer can not be written: ${message}\n`);
  process.exit(EXIT.usage);
});

void runOnfile(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
