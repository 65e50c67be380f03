import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runUntilStopped } from './run-until-stopped';
import type { StackUrls } from './stack-file';
import { checkout } from './stack-plan';
import { startStack } from './start-stack';

const USUAL_PORT = 8080;

const USAGE = `npm start -- [--data DIR] [--port N]
  --data DIR   folder of all data (.onfile unless said otherwise); one stack a folder
  --port N     the port of the console and the api (${USUAL_PORT}, or a free one)`;

/** What `npm start` was asked for, or what to tell the person instead. */
export type StartWords = { readonly data: string; readonly port?: number } | { readonly usage: string };

/**
 * Reads the words after `npm start --`.
 * @param from folder that a relative DIR is seen from: where the person typed the command
 */
export function startWords(words: readonly string[], from: string): StartWords {
  try {
    const options = { data: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args: [...words], options });
    if (values.help) return { usage: USAGE };
    const data = values.data === undefined ? resolve(checkout, '.onfile') : resolve(from, values.data);
    if (values.port === undefined) return { data };
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port < 1 || port > 65_535)
      return { usage: `--port: a number of 1 to 65535\n${USAGE}` };
    return { data, port };
  } catch (error) {
    return { usage: `${error instanceof Error ? error.message : String(error)}\n${USAGE}` };
  }
}

/** `npm start`: all of Onfile in the foreground, until Ctrl-C. */
export async function startCommand(words: readonly string[]): Promise<void> {
  const asked = startWords(words, process.env['INIT_CWD'] ?? process.cwd());
  if ('usage' in asked) {
    console.log(asked.usage);
    process.exitCode = words.includes('--help') ? 0 : 2;
    return;
  }
  const begun = performance.now();
  const tell = (line: string): void => console.log(`onfile: ${line}`);
  await runUntilStopped(
    async (signal) => {
      const { TEMPORAL_ADDRESS, KURRENTDB_URL, DATABASE_URL } = process.env;
      const given = Object.entries({ TEMPORAL_ADDRESS, KURRENTDB_URL, DATABASE_URL });
      const env = Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
      const stack = await startStack({ ...asked, usualPort: USUAL_PORT, ui: true, env, tell, signal });
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
      console.log(`\n${welcome(stack.urls, stack.data, seconds)}\n`);
      return stack;
    },
    () => tell('stopping …'),
  );
}

function welcome(urls: StackUrls, folder: string, seconds: string): string {
  const data = relative(process.cwd(), folder);
  return [
    `Onfile is ready (${seconds} s).`,
    `  Console      ${urls.console}`,
    `  API          ${urls.docs}`,
    `  Test cards   ${urls.bank}/scenarios`,
    `  Inbox        ${urls.inbox}`,
    ...(urls.temporalUi ? [`  Workflows    ${urls.temporalUi}`] : []),
    `  Data         ${data.startsWith('..') ? folder : data}`,
    'Stop with Ctrl-C; the data stay.',
  ].join('\n');
}
