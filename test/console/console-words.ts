import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The languages that the console speaks. */
export type Language = 'en' | 'es' | 'zh';

/** The words that specs find things by. */
export interface Words {
  readonly frame: Record<'next' | 'required', string>;
  readonly wallet: { readonly title: string; readonly prompt: { readonly associate: string } };
  readonly bills: { readonly title: string };
  readonly history: { readonly title: string };
  readonly holds: { readonly title: string };
  readonly preferences: { readonly title: string };
  readonly industries: { readonly software: string };
  readonly journey: Record<'sendCode' | 'code', string> & {
    readonly start: Record<'title' | 'add', string>;
    readonly email: { readonly title: string };
    readonly mobile: Record<'title' | 'number', string>;
    readonly information: Record<'title' | 'name' | 'address' | 'industry', string>;
    readonly card: Record<'title' | 'idNumber' | 'yes', string>;
    readonly bank: Record<'title' | 'go', string>;
    readonly added: { readonly title: string };
  };
}

const FOLDER = join(__dirname, '..', '..', 'apps', 'console', 'src', 'words');
const load = createRequire(__filename);

/** Every word of the console in a language, from its sources. */
export const consoleWords = (language: Language): Words =>
  (load(join(FOLDER, `${language}.ts`)) as Record<Language, Words>)[language];
