import { join } from 'node:path';
import type { ChildPlan } from '../child-plan';
import { answersOk } from '../readiness';
import type { StackParts } from '../start-stack';

/** Counts its starts in a file, has a child of its own, and answers on its port: a small process of a stack. */
const PROGRAM = `
  const { appendFileSync } = require('node:fs');
  const { spawn } = require('node:child_process');
  appendFileSync(process.env.STARTS, process.pid + '\\n');
  const own = spawn('sleep', ['600'], { stdio: 'ignore' });
  appendFileSync(process.env.STARTS + '.own', own.pid + '\\n');
  require('node:http').createServer((_, answer) => answer.end()).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** A process of this name that answers on this port. */
export function standIn(folder: string, name: string, port: number): ChildPlan {
  return {
    name,
    command: process.execPath,
    args: ['-e', PROGRAM],
    env: { PORT: String(port), STARTS: join(folder, `${name}.starts`) },
    ready: () => answersOk(`http://127.0.0.1:${port}/`),
  };
}

/** What a stack of such processes tells about itself; specs look at its processes only. */
export const told: Omit<StackParts, 'plans'> = {
  urls: {
    api: 'http://127.0.0.1:1',
    console: 'http://127.0.0.1:1/',
    docs: 'http://127.0.0.1:1/docs',
    bank: 'http://127.0.0.1:2',
    inbox: 'http://127.0.0.1:2/inbox',
    temporal: '127.0.0.1:3',
    eventLog: 'kurrentdb://127.0.0.1:4?tls=false',
    database: 'postgresql://127.0.0.1:5/onfile',
    worker: 'http://127.0.0.1:6',
    projector: 'http://127.0.0.1:7',
  },
  apiKeys: { bank: 'b', bankNotices: 'n', sms: 's', service: 'c' },
};
