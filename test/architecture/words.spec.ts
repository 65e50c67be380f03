import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleWords } from '../console/console-words';

const SOURCES = join(__dirname, '../../apps/console/src');

/** Every word of the console by its path, such as `frame.nav.bills`. */
function pathsOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return [path];
  return Object.entries(words).flatMap(([key, value]) => pathsOf(value, path === '' ? key : `${path}.${key}`));
}

describe('the words of the console', () => {
  const english = pathsOf(consoleWords('en'));

  it.each(['es', 'zh'] as const)('%s has every word of English, and no other', (language) => {
    const words = pathsOf(consoleWords(language));
    expect([...words].sort()).toStrictEqual([...english].sort());
  });

  it.each(['en', 'es', 'zh'] as const)('%s: no word is empty', (language) => {
    const empty = (words: unknown): boolean =>
      words === '' || (typeof words === 'object' && words !== null && Object.values(words).some(empty));
    expect(empty(consoleWords(language))).toBe(false);
  });

  it('each word is said somewhere', () => {
    const sources = sourcesOfPages();
    expect(english.filter((path) => !sources.some((source) => isSaid(path, source)))).toStrictEqual([]);
  });
});

/** Every source of the customer's pages but the words; operators have words of their own. */
function sourcesOfPages(): string[] {
  return readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter(
      ({ name, parentPath }) => /\.tsx?$/.test(name) && !/\/words\/(en|es|zh)$|\/pages\/operations/.test(parentPath),
    )
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8'));
}

/** In one file: named by its key after its table (or what stands for that there), or looked up by a code in a table. */
function isSaid(path: string, source: string): boolean {
  const [key = '', ...tables] = path.split('.').reverse();
  const [table = ''] = tables;
  const alias =
    new RegExp(`\\b(\\w+) = [\\w.()]*\\b${table};`).exec(source)?.[1] ??
    new RegExp(`\\{ ${table}: (\\w+) \\} =`).exec(source)?.[1] ??
    table;
  const isNamed = new RegExp(`\\b(?:${table}|${alias})\\.${key}\\b`).test(source);
  const isTakenOut = new RegExp(`\\{[^{}]*\\b${key}\\b[^{}]*\\} = [\\w.()]*\\.${table};`).test(source);
  const isLookedUp = [alias, ...tables].some((each) =>
    new RegExp(`\\b${each}\\[|\\b(?:wordOf|isKeyOf|entries)\\(\\s*(?:[\\w.]+\\.)?${each}\\s*[,)]`).test(source),
  );
  return isNamed || isTakenOut || isLookedUp;
}
