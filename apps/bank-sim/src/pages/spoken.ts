/** The languages in which people are asked something by the bank. */
export type Language = 'en' | 'es' | 'zh';

/** What a page tells the browser of its language (BCP 47). */
export const LANG: Readonly<Record<Language, string>> = { en: 'en', es: 'es', zh: 'zh-Hans' };

/**
 * The first of the languages asked for that the bank speaks, English if none is: of one language's name, or of a
 * browser's `Accept-Language`, which names the best one first.
 */
export function languageOf(asked: string): Language {
  const wanted = asked
    .split(',')
    .map((range) => range.split(';'))
    .map(([name = '', quality = '']) => ({
      name: name.trim().toLowerCase().split('-')[0] ?? '',
      weight: weightOf(quality),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return wanted.map(({ name }) => name).find(isSpoken) ?? 'en';
}

const isSpoken = (name: string): name is Language => Object.hasOwn(LANG, name);

function weightOf(quality: string): number {
  const [, weight] = /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(quality) ?? [];
  return weight === undefined ? 1 : Number(weight);
}
