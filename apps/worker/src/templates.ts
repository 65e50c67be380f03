import { languages, type Language } from '@onfile/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Puts a text together. `{{name}}` in the file stands for a value. */
export type Templates = (name: TextName, language: string, values: Readonly<Record<string, string>>) => Letter;

/**
 * Reads all texts of `folder` (`<language>/<name>.txt`: a line `Subject: …`, an empty line, the body) once, at start.
 * A language that nobody writes gets the first one.
 * @throws {Error} when a file is missing, so that a worker without its texts does not start.
 */
export function readTemplates(folder: string): Templates {
  const files = new Map(
    languages.flatMap((language) =>
      texts.map(
        (name) => [`${language}/${name}`, readFileSync(join(folder, language, `${name}.txt`), 'utf8')] as const,
      ),
    ),
  );
  return (name, language, values) => {
    const file = files.get(`${known(language)}/${name}`) ?? '';
    return letter(file.replace(/\{\{(\w+)\}\}/g, (_match, field: string) => values[field] ?? ''));
  };
}

function known(language: string): Language {
  const [primary = ''] = language.toLowerCase().split('-');
  return languages.find((written) => written === primary) ?? languages[0];
}

function letter(file: string): Letter {
  const [, subject, text] = /^Subject: (.*)\r?\n\r?\n([\s\S]*)$/.exec(file) ?? [undefined, '', file];
  return { subject: subject ?? '', text: (text ?? '').trim() };
}
