import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { circlesIn, importsOf } from './circles';

const ROOT = join(__dirname, '../..');
const ROOMS = ['apps', 'libs', 'workflows', 'infra', 'test'];
/** Beside what is made, what `boundaries.spec.ts` plants and takes away again. */
const NOT_OURS = /\/(node_modules|dist)\/|\/planted-/;

/** Every source of the repository. */
const sources = (): string[] =>
  ROOMS.flatMap((room) => readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_OURS.test(path));

describe('files that import each other', () => {
  it('are found, however long the way round is', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circlesIn(imports)).toStrictEqual([['a', 'b', 'c', 'a']]);
    expect(circlesIn(new Map([...imports, ['c', ['d']]]))).toStrictEqual([]);
  });

  it('are nowhere, not even by their types: every file can be read without the one that uses it', () => {
    const imports = importsOf(sources());
    expect(imports.get(join(ROOT, 'test/architecture/circles.spec.ts'))).toStrictEqual([
      join(ROOT, 'test/architecture/circles.ts'),
    ]);
    const told = circlesIn(imports).map((circle) => circle.map((file) => relative(ROOT, file)).join(' → '));
    expect(told).toStrictEqual([]);
  });
});
