import type { Command } from 'commander';
import type { Context } from '../context';
import { UsageError } from '../exit-codes';

/** `onfile completion bash | zsh | fish`: a script that completes commands and options, made from the commands themselves. */
export function addCompletion(program: Command, context: Context): void {
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('a script that completes commands and options: eval "$(onfile completion bash)"')
    .action((shell: string) => {
      const words = wordsOf(program);
      const script = SCRIPTS[shell];
      if (script === undefined) throw new UsageError(`${shell} is none of ${Object.keys(SCRIPTS).join(', ')}`);
      context.output.out(script(words));
    });
}

/** What may follow each command, by its name; the program itself is the empty name. */
function wordsOf(program: Command): Map<string, string[]> {
  const of = (command: Command): string[] => [
    ...command.commands.map((sub) => sub.name()),
    ...command.options.map(({ long }) => long ?? ''),
  ];
  const all = program.commands.flatMap((command) => [
    [command.name(), of(command)] as const,
    ...command.commands.map((sub) => [`${command.name()} ${sub.name()}`, of(sub)] as const),
  ]);
  return new Map([['', of(program)], ...all]);
}

const SCRIPTS: Readonly<Record<string, (words: Map<string, string[]>) => string>> = {
  bash: (words) => `_onfile() {
  local words
  case "\${COMP_WORDS[*]:1:COMP_CWORD-1}" in
${[...words]
  .filter(([name]) => name !== '')
  .reverse()
  .map(([name, next]) => `    "${name}"*) words="${next.join(' ')}";;`)
  .join('\n')}
    *) words="${(words.get('') ?? []).join(' ')}";;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _onfile onfile`,
  zsh: (words) => `autoload -U +X bashcompinit && bashcompinit
${SCRIPTS['bash']?.(words) ?? ''}`,
  fish: (words) => [...words].flatMap(([name, next]) => next.map((word) => fishLine(name, word))).join('\n'),
};

function fishLine(name: string, word: string): string {
  const when = name === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${name.split(' ').at(-1)}`;
  const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
  return `complete -c onfile -f -n '${when}' ${what}`;
}
