import { DECLINES, formatMoney, type Language, RESULTS, type RiskRule } from '@onfile/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tongue } from './activities/told';
import { filled } from './filled';

const GROUNDS: Readonly<Record<RiskRule, true>> = {
  'unbilled-over-limit': true,
  'no-valid-card': true,
  'default-expires-before-third': true,
  operator: true,
};

/** Every phrase that a notice may need: sections 5 and 6, D13. A new Result can not be forgotten in a language. */
function namesOfPhrases(): readonly string[] {
  const groups = new Set(Object.values(DECLINES).map(({ group }) => group));
  return [
    ...Object.keys(RESULTS).flatMap((code) => [`result.${code}`, `result.${code}.next`]),
    ...[...groups].flatMap((group) => [`decline.${group}`, `decline.${group}.next`]),
    ...[...Object.keys(GROUNDS), 'because'].map((rule) => `ground.${rule}`),
  ];
}

/**
 * Reads the phrases of a language (`<language>/words.txt`: `name = words` a line, `#` begins a remark).
 * @throws {Error} when the file or one of its phrases is missing
 */
export function readPhrases(folder: string, language: Language): Tongue {
  const words = new Map<string, string>();
  for (const line of readFileSync(join(folder, language, 'words.txt'), 'utf8').split(/\r?\n/)) {
    const [, name, said] = /^([a-z0-9.-]+)\s*=\s*(.+)$/.exec(line) ?? [];
    if (name !== undefined && said !== undefined) words.set(name, said.trim());
  }
  const missing = namesOfPhrases().filter((name) => !words.has(name));
  if (missing.length > 0) throw new Error(`${language}/words.txt has no words for ${missing.join(', ')}`);
  return {
    say: (name, values = {}) => filled(words.get(name) ?? '', values),
    money: (amount) => formatMoney(amount, language),
  };
}
