import { languageOf } from './spoken';

describe('the language of a page', () => {
  it.each([
    ['zh', 'zh'],
    ['es-CL', 'es'],
    ['es-CL,es;q=0.9,en;q=0.8', 'es'],
    ['de-DE, zh-CN;q=0.5, en;q=0.4', 'zh'],
    ['en;q=0.2, ES;q=0.7', 'es'],
    ['es;q=0, fr', 'en'],
    ['constructor', 'en'],
    ['', 'en'],
    ['*', 'en'],
  ])('%s: %s', (asked, language) => expect(languageOf(asked)).toBe(language));
});
