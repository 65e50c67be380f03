import { getName, registerLocale, type LocaleData } from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json';
import spanish from 'i18n-iso-countries/langs/es.json';
import chinese from 'i18n-iso-countries/langs/zh.json';
import type { RegionCode } from './codes';
import type { Language } from './languages';

for (const names of [english, spanish, chinese] as LocaleData[]) registerLocale(names);

/** What people who speak `language` call the region; its code if it has no name there. */
export function regionName(code: RegionCode, language: Language): string {
  return getName(code, language) ?? code;
}
