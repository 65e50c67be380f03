import { Command, CommanderError } from 'commander';
import { addActs } from './commands/act';
import { addAsks } from './commands/asks';
import { addBills } from './commands/bills';
import { addCompletion } from './commands/completion';
import { addExplain } from './commands/explain';
import { addFind } from './commands/find';
import { addHealth } from './commands/health';
import { addLedger } from './commands/ledger';
import { addLog } from './commands/log';
import { addLookBack } from './commands/look-back';
import { addReadModels } from './commands/read-models';
import { addRuns } from './commands/runs';
import type { Context } from './context';
import { endOf, EXIT, type ExitCode } from './exit-codes';
import { processOutput, type Output } from './output';

/** Where a run of the command writes, and the environment it reads. */
export interface Surroundings {
  readonly output?: Output;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs one command line, without the program's own name. Answers how it ended; see `EXIT`. */
export async function runOnfile(words: readonly string[], surroundings: Surroundings = {}): Promise<ExitCode> {
  const { output = processOutput, env = process.env } = surroundings;
  const context: Context = { output, env, ended: EXIT.fine };
  const program = new Command('onfile')
    .description('Onfile, for operators: find, explain, act.')
    .option('--json', 'answers as JSON')
    .option('--url <url>', 'where the api is; ONFILE_URL unless given')
    .option(
      '--as <operator>',
      'who you are, at a stack of one machine; elsewhere ONFILE_TOKEN says so',
      'local-operator',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => output.err(text.trimEnd()),
    });
  const added = [
    addFind,
    addExplain,
    addActs,
    addAsks,
    addLog,
    addReadModels,
    addHealth,
    addRuns,
    addBills,
    addLedger,
    addLookBack,
    addCompletion,
  ];
  for (const add of added) add(program, context);
  try {
    // Commands inherit how the program ends and writes only where they are told to.
    for (const command of allOf(program)) command.copyInheritedSettings(program);
    await program.parseAsync([...words], { from: 'user' });
    return context.ended;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    const { code, words: why } = endOf(error);
    output.err(why);
    return code;
  }
}

const allOf = (command: Command): Command[] => command.commands.flatMap((sub) => [sub, ...allOf(sub)]);
