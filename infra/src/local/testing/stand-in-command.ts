/** `stand-in-command.ts FOLDER PORT PORT`: a supervisor of two stand-ins in a process of its own, for specs that kill it. */
import { runUntilStopped } from '../run-until-stopped';
import { startWith } from '../start-stack';
import { standIn, told } from './stand-in';

const [folder = '', first = '', second = ''] = process.argv.slice(2);
const plans = [standIn(folder, 'first', Number(first)), standIn(folder, 'second', Number(second))];

void runUntilStopped((signal) =>
  startWith(folder, { tell: console.log, signal }, () => Promise.resolve({ plans, ...told })),
);
