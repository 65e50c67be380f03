import type { Money } from '@onfile/domain';

/** How things are said in one language. */
export interface Tongue {
  /** The phrase of this name (`words.txt`), with its values. */
  say(name: string, values?: Readonly<Record<string, string>>): string;
  money(amount: Money): string;
}

/** Whom a notice is for, and the words that it needs. */
export interface Told {
  readonly accountId: string;
  words(tongue: Tongue): Record<string, string>;
}
