import type { WhoCanFix } from '@onfile/domain';
import type { Messages } from './en';

/** Why an attempt failed, as the api tells it. */
export interface Outcome {
  readonly code: string;
  /** Of a decline (section 6). */
  readonly group?: string;
  readonly whoCanFix: WhoCanFix;
  /** ISO instant from which the same card may be tried again, where time decides it (X9). */
  readonly tryAgainAfter?: string;
}

/** A Result as people read it (R31): what is wrong, what to do, and who can. */
export interface ResultText {
  readonly sentence: string;
  readonly next: string;
  readonly who: string;
}

const NOT_TOLD: Outcome = { code: 'system-error', whoCanFix: 'us' };

/** A Result in words: a decline by its own group; one that is not told, or not known yet, as our own fault. */
export function resultText(outcome: Outcome | undefined, messages: Messages): ResultText {
  const { code, group, whoCanFix } = outcome ?? NOT_TOLD;
  return { ...wordsOf({ code, group }, messages), who: messages.history.whoCanFix[whoCanFix] };
}

function wordsOf({ code, group }: Pick<Outcome, 'code' | 'group'>, { results, declines }: Messages) {
  if (code === 'hold-declined' && isKeyOf(declines, group)) return declines[group];
  return isKeyOf(results, code) ? results[code] : results['system-error'];
}

/** The word for `key`, or the one for whatever has none yet. */
export function wordOf<Name extends string>(
  words: Readonly<Record<Name, string>>,
  key: string,
  otherwise = '',
): string {
  return isKeyOf(words, key) ? words[key] : otherwise;
}

function isKeyOf<Name extends string>(words: Readonly<Record<Name, unknown>>, key: string | undefined): key is Name {
  return key !== undefined && Object.hasOwn(words, key);
}
