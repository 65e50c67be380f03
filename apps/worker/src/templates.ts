import { languages, type Language } from '@onfile/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tongue } from './activities/told';
import { filled } from './filled';
import { readPhrases } from './phrases';

/** What is written to people. One plain text file each, in every language. */
export const texts = [
  'email-code',
  'sms-code',
  'card-added',
  'card-addition-failed',
  'postpayment-granted',
  'card-removed',
  'default-card-changed',
  'card-validity-changed',
  'card-validity-change-failed',
  'card-updated',
  'card-blocked',
  'card-expires-soon',
  'card-expired',
  'postpayment-suspended',
  'postpayment-restored',
  'postpayment-given-up',
  'currency-changed',
  'bill-issued',
  'bill-paid',
  'bill-overdue',
  'bill-confirmation-asked',
  'services-limited',
] as const;
export type TextName = (typeof texts)[number];

/** A text ready to be sent. `subject` is empty for a text message. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** What people wrote for others to read. A language that nobody writes gets the first one. */
export interface Templates {
  /** Puts a text together. `{{name}}` in the file stands for a value. */
  letter(name: TextName, language: string, values: Readonly<Record<string, string>>): Letter;
  /** The phrases of a language (`words.txt`), as texts are put together from them. */
  phrases(language: string): Tongue;
}

/**
 * Reads all texts of `folder` (`<language>/<name>.txt`: a line `Subject: …`, an empty line, the body) and phrases
 * (`<language>/words.txt`) once, at start.
 * @throws {Error} when a file or a phrase is missing, so that a worker without its texts does not start.
 */
export function readTemplates(folder: string): Templates {
  const files = new Map(
    languages.flatMap((language) =>
      texts.map(
        (name) => [`${language}/${name}`, readFileSync(join(folder, language, `${name}.txt`), 'utf8')] as const,
      ),
    ),
  );
  const phrases = new Map(languages.map((language) => [language, readPhrases(folder, language)] as const));
  return {
    letter: (name, language, values) => letter(filled(files.get(`${known(language)}/${name}`) ?? '', values)),
    phrases: (language) => phrases.get(known(language))!,
  };
}

function known(language: string): Language {
  const [primary = ''] = language.toLowerCase().split('-');
  return languages.find((written) => written === primary) ?? languages[0];
}

function letter(file: string): Letter {
  const [, subject, text] = /^Subject: (.*)\r?\n\r?\n([\s\S]*)$/.exec(file) ?? [undefined, '', file];
  // What has no value leaves no gap behind.
  return { subject: subject ?? '', text: (text ?? '').replace(/(?:\r?\n){3,}/g, '\n\n').trim() };
}
