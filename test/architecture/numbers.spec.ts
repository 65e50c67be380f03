import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Rules and decisions of the requirements that are built, each of which a test must carry by its number. */
const PROMISED: Readonly<Record<string, readonly number[]>> = {
  R: range(1, 44),
  D: range(1, 17),
  Q: [1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19],
  S: [1, 2, 3, 5, 6, 8, 9, 10, 12, 13, 15, 16, 17, 19, 20],
  X: range(1, 16),
};

describe('every promise has a test that carries its number', () => {
  const carried = numbersIn(specs());
  it.each(Object.entries(PROMISED))('%s', (letter, numbers) => {
    expect(numbers.filter((n) => !carried.has(`${letter}${n}`))).toEqual([]);
  });
});

describe('every rule of the page has a test in a browser', () => {
  /** A whole onboarding shows no rule by itself. */
  const MOST = 12;
  const carried = numbersIn(
    specs().filter((file) => file.startsWith(join(ROOT, 'test/console/'))),
    MOST,
  );
  it('R1–R44', () => {
    expect(range(1, 44).filter((n) => !carried.has(`R${n}`))).toEqual([]);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_none, n) => from + n);
}

/** All numbers in titles of tests: `R7`, `R26–28` (each of them), `R3, R24`. A range of more than `longest` says nothing. */
function numbersIn(files: readonly string[], longest = 20): ReadonlySet<string> {
  const found = new Set<string>();
  for (const title of files.flatMap(titles)) {
    for (const [, letter = '', from = '', to = from] of title.matchAll(
      /\b([RDQSXE])(\d+)[a-z]?(?:[–-][RDQSXE]?(\d+))?/g,
    )) {
      if (Number(to) - Number(from) > longest) continue;
      for (const n of range(Number(from), Number(to))) found.add(`${letter}${n}`);
    }
  }
  return found;
}

function specs(): string[] {
  return ['apps', 'libs', 'workflows', 'infra', 'test'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
      .filter(({ name, parentPath }) => /\.spec\.tsx?$/.test(name) && !/node_modules|\/dist(\/|$)/.test(parentPath))
      .map(({ name, parentPath }) => join(parentPath, name)),
  );
}

function titles(file: string): string[] {
  return [
    ...readFileSync(file, 'utf8').matchAll(/\b(?:it|test|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1/g),
  ].map(([, , title = '']) => title);
}
