import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The part of the console's words that a browser's own languages decide on. */
interface Languages {
  firstLanguage(chosen: string | null, asked: readonly string[]): string;
  localeOfReader(language: string, asked: readonly string[]): string;
}

const FILE = join(__dirname, '..', '..', 'apps', 'console', 'src', 'words', 'languages.ts');
const { firstLanguage, localeOfReader } = createRequire(__filename)(FILE) as Languages;

describe('R44 the language of the console', () => {
  it('is the one that was chosen, or else the first that the browser asks for and that there is', () => {
    expect(firstLanguage(null, ['fr-CA', 'es-CL', 'en'])).toBe('es');
    expect(firstLanguage('zh', ['es'])).toBe('zh');
    expect(firstLanguage(null, [])).toBe('en');
  });

  it('is written as in the first region that the browser names', () => {
    expect(localeOfReader('es', ['en', 'es-CL', 'es-MX'])).toBe('es-CL');
    expect(localeOfReader('zh', [])).toBe('zh-Hans');
  });

  it.each(['en-US@posix', 'C', 'en_US', ''])('%j is no locale: the page is shown all the same', (odd) => {
    expect(firstLanguage(odd, [odd])).toBe('en');
    expect(localeOfReader('en', [odd, 'en-GB'])).toBe('en-GB');
  });

  it('is none that only every object has', () => expect(firstLanguage('constructor', ['toString', 'es'])).toBe('es'));
});
