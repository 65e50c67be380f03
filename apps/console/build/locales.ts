import type { Plugin } from 'vite';

/** Words of the component library in one language. */
const STRINGS = /\/react-(?:aria|stately|aria-components)\/.*\/intl\/(?:[^/]+\/)?([a-z]{2}-[A-Z]{2})\.m?js$/;
/** As the library names the languages that the console speaks. */
const SPOKEN: readonly string[] = ['en-US', 'es-ES', 'zh-CN'];

/** Leaves out what the component library would say in the thirty languages that the console does not speak. */
export function spokenLocales(): Plugin {
  return {
    name: 'spoken-locales',
    enforce: 'pre',
    load(id) {
      const [, locale] = STRINGS.exec(id) ?? [];
      return locale === undefined || SPOKEN.includes(locale) ? undefined : 'export default {};';
    },
  };
}
