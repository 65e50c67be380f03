/** `postgres-command.ts FOLDER PORT`: a stack of PostgreSQL alone in a process of its own, run by whoever starts it. */
import { join } from 'node:path';
import { postgresServer } from '../postgres/server';
import { runUntilStopped } from '../run-until-stopped';
import { startWith } from '../start-stack';
import { told } from './stand-in';

const [folder = '', port = ''] = process.argv.slice(2);

void runUntilStopped((signal) =>
  startWith(folder, { signal }, async () => ({
    plans: [
      await postgresServer({ folder: join(folder, 'postgres'), port: Number(port), password: 'only-of-this-spec' }),
    ],
    ...told,
  })),
);
