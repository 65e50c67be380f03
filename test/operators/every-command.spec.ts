import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { onfileAt } from './operator';

/** A word that is not typed as it is: an id, a spread. */
const ANY = '…';

/** The words that a spec gives as they are typed, such as `run('log', 'verify')` or `['runs', 'start']`; also what follows a spread. */
function wordsTyped(file: string): readonly (readonly string[])[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[][] = [];
  const look = (node: ts.Node): void => {
    // `run('health')` is a command line, `expect(out).toContain('health')` is none.
    const isCall = ts.isCallExpression(node) && ts.isIdentifier(node.expression);
    const words = isCall ? node.arguments : ts.isArrayLiteralExpression(node) ? node.elements : [];
    if (words.length > 0) found.push(words.map((word) => (ts.isStringLiteralLike(word) ? word.text : ANY)));
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** What the command line itself says there is: each command and sub-command with the options it takes. */
async function commands(): Promise<Map<string, readonly string[]>> {
  const { out } = await onfileAt('http://127.0.0.1:9', 'completion', 'bash');
  const cases = [...out.matchAll(/^ {4}"([^"]+)"\*\) words="([^"]*)";;$/gm)];
  return new Map(
    cases.map(([, name = '', words = '']) => [name, words.split(' ').filter((it) => it.startsWith('--'))]),
  );
}

const specs = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && name !== 'every-command.spec.ts');
const lines = specs.flatMap((name) => wordsTyped(join(__dirname, name)));
const isNamed = (command: string): boolean => {
  const path = command.split(' ');
  return lines.some((words) => path.every((word, n) => words[n] === word));
};

describe('every command is run against a real stack by a spec beside this one', () => {
  it('a command line that a spec gives is found in it, one that none gives is not', () => {
    expect(isNamed('log verify')).toBe(true);
    expect(isNamed('verify log')).toBe(false);
    expect(isNamed('fly')).toBe(false);
  });

  it('each command, each sub-command', async () => {
    const all = await commands();
    expect(all.size).toBeGreaterThan(40);
    expect([...all.keys()].filter((command) => !isNamed(command))).toStrictEqual([]);
  });

  it('each option of any of them', async () => {
    const options = new Set([...(await commands()).values()].flat());
    expect(options.size).toBeGreaterThan(25);
    const typed = new Set(lines.flat());
    expect([...options].filter((option) => !typed.has(option))).toStrictEqual([]);
  });
});
