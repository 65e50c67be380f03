import type { Language } from '@onfile/domain';
import { en, type Messages } from './en';

/** How each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', zh: '简体中文' };

/** In the order in which they are offered. */
export const languages = Object.keys(languageNames) as readonly Language[];

/** What each is called in the page for browsers and screen readers. */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en', es: 'es', zh: 'zh-Hans' };

/** Locale for dates, money and names: the language as it is written in the first region that the browser names. */
export function localeOfReader(language: Language, asked: readonly string[]): string {
  const region = asked.map(regionIn).find((named) => named !== undefined);
  return new Intl.Locale(localeOf[language], { region }).toString();
}

/** Some browsers name their language by a word of the system, such as `en-US@posix` or `C`, which is no locale. */
function regionIn(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}

/** Loads the words of a language; English is there already, the others come when they are asked for. */
export const loadWords: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: () => Promise.resolve(en),
  es: async () => (await import('./es')).es,
  zh: async () => (await import('./zh')).zh,
};

/** The language chosen here before, or else the first that the browser asks for and that there is. */
export function firstLanguage(chosen: string | null, asked: readonly string[]): Language {
  const wanted = [chosen ?? '', ...asked].map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((tag): tag is Language => tag !== undefined && Object.hasOwn(languageNames, tag)) ?? 'en';
}
