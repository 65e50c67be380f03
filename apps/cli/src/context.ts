import type { OnfileClient } from '@onfile/api-client';
import type { Command } from 'commander';
import { EXIT, type ExitCode } from './exit-codes';
import type { Output } from './output';
import { openSession, type SessionSettings } from './session';

/** What every command works with. */
export interface Context {
  readonly output: Output;
  /** Words of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the command ends, unless an error says otherwise. */
  ended: ExitCode;
}

/** What may stand behind any command. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly url?: string;
  readonly as: string;
}

/** How a command tells what it found. */
export interface Voice {
  readonly output: Output;
  /** Shows an answer: as JSON where asked for, else in words. */
  show(answer: unknown, words: () => string): void;
  /** It was done, and what it found is not well. */
  notWell(): void;
}

/** The api for one command, with the options that all of them share. */
export interface Call extends Voice {
  readonly client: OnfileClient;
}

/** The voice of a command that needs no api. */
export function voiceOf(context: Context, command: Command): Voice {
  const { json } = command.optsWithGlobals<GlobalOptions>();
  const { output } = context;
  return {
    output,
    show: (answer, words) => output.out(json ? JSON.stringify(answer, undefined, 2) : words()),
    notWell: () => {
      context.ended = EXIT.notWell;
    },
  };
}

/** Opens the api for a command that reads, or that acts. */
export async function callOf(context: Context, command: Command, may: 'read' | 'write' | 'approve'): Promise<Call> {
  const { url, as } = command.optsWithGlobals<GlobalOptions>();
  const settings: SessionSettings = {
    ...((url ?? context.env['ONFILE_URL']) !== undefined && { url: (url ?? context.env['ONFILE_URL'])! }),
    ...(context.env['ONFILE_TOKEN'] !== undefined && { token: context.env['ONFILE_TOKEN'] }),
    operator: as,
  };
  return { client: await openSession(settings, may), ...voiceOf(context, command) };
}
