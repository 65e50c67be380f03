import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFile, samplesFolder, shapesFile } from '../shapes/files';
import { readShapes } from '../shapes/read-shapes';
import type { Sample } from '../shapes/sample-of';
import { misfit, type FactShape } from '../shapes/shape';
import { categories } from './categories';
import { decode } from './codec';
import { fold } from './model/fold';
import { streamOf } from './model/stream-handle';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const committed = read(shapesFile) as Record<string, Record<string, FactShape>>;

/** Every version of every fact that was ever written. */
const everyVersion = Object.values(categories).flatMap(({ name, types }) =>
  Object.entries(types).flatMap(([type, { version }]) =>
    Array.from({ length: version }, (_, n) => [name, type, n + 1] as const),
  ),
);

describe('samples of facts', () => {
  it.each(everyVersion)('%s: %s version %i is still read', (category, type, version) => {
    const sample = read(join(samplesFolder, sampleFile(category, type, version))) as Sample;
    const stored = decode({ ...sample, id: 'id', revision: 0, position: '1' });
    expect(stored.fact.type).toBe(type);
    // Brought to today's version, whatever version it was written in.
    expect(misfit(committed[category]![type]!.data, stored.fact.data)).toBeUndefined();
    expect(sample.metadata['v']).toBe(String(version));
  });

  it.each(Object.values(categories).map((category) => [category.name, category] as const))(
    '%s folds its samples, in any order',
    (name, category) => {
      const files = readdirSync(samplesFolder).filter((file) => file.startsWith(`${name}.`));
      const facts = files.map((file, revision) =>
        decode({ ...(read(join(samplesFolder, file)) as Sample), id: 'id', revision, position: '1' }),
      );
      expect(facts.length).toBeGreaterThan(0);
      const handle = streamOf(category as never, 'sample');
      for (const order of [facts, [...facts].reverse()]) {
        expect(fold(handle, category.initial, order)).toBeDefined();
      }
    },
  );

  it('has no sample of a fact that nobody writes', () => {
    const known = everyVersion.map(([category, type, version]) => sampleFile(category, type, version));
    expect(readdirSync(samplesFolder).filter((file) => !known.includes(file))).toStrictEqual([]);
  });

  it('S2 holds no card number', () => {
    const all = readdirSync(samplesFolder).map((file) => readFileSync(join(samplesFolder, file), 'utf8'));
    expect(all.filter((text) => /(?<!\d)\d{12,19}(?!\d)/.test(text))).toStrictEqual([]);
  });
});

describe('shapes of facts', () => {
  it('are those that were committed: run `npm run generate -w @onfile/event-log`, and give a changed fact an upcaster', () => {
    expect(readShapes()).toStrictEqual(committed);
  }, 240_000);

  it.each([
    ['a field that is missing', { a: 'x' }, 'data.b is missing'],
    ['a field too many', { a: 'x', b: [1], d: 1 }, 'data.d is not of this fact'],
    ['a wrong kind', { a: 'x', b: ['1'] }, 'data.b[0] is not number'],
    ['none of the choices', { a: 'z', b: [] }, 'data.a is none of ["\\"x\\"","\\"y\\""]'],
    ['no object', null, 'data is no object'],
  ])('tell %s', (_what, value, expected) => {
    const shape = { fields: { a: { oneOf: ['"x"', '"y"'] }, b: { listOf: 'number' }, 'c?': 'boolean' } };
    expect(misfit(shape, value)).toBe(expected);
    expect(misfit(shape, { a: 'x', b: [1], c: true })).toBeUndefined();
  });
});
