import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(__dirname, '../../workflows/src');

/** At the margin of a file: what lives as long as its module, which all workflows of a worker share. */
const KEPT_IN_A_MODULE = [/^(?:export )?(?:let|var) /m, /^(?:export )?const [^\n]*= new (?:Map|Set|WeakMap|Array)\b/m];

describe('the workflows’ modules, which all workflows of a worker share', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

  it('are found', () => expect(files.length).toBeGreaterThan(20));

  it.each(files)('%s keeps nothing of one workflow', (file) => {
    const text = readFileSync(join(SOURCES, file), 'utf8');
    expect(KEPT_IN_A_MODULE.filter((pattern) => pattern.test(text))).toStrictEqual([]);
  });

  it('would be told', () => {
    for (const text of ['let last = 0;', 'export const seen = new Map<string, number>();'])
      expect(KEPT_IN_A_MODULE.some((pattern) => pattern.test(text))).toBe(true);
  });
});
