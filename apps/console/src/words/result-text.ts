import type { Messages } from './en';

/** Why an attempt failed, as the api tells it. */
export interface Outcome {
  readonly code: string;
  /** Of a decline (section 6). */
  readonly group?: string;
}

/** A Result in words (R31): a decline by its own group, what is not known yet as our own fault. */
export function resultText(
  { code, group }: Outcome,
  { results, declines }: Messages,
): { sentence: string; next: string } {
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
