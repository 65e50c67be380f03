import { UsageError } from '../exit-codes';

/** A whole number as it is typed behind an option, one or more. @throws {UsageError} with the option's name */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`${option} takes a whole number, not ${text}`);
  return Number(text);
}
