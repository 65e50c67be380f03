import { declineOf, type ResultCode } from '@onfile/domain';
import type { Tongue } from './told';

/** A Result in the customer's words: why, and what to do. With the decline's own where a bank's code stands behind it. */
export function sayResult(
  result: ResultCode,
  networkCode: string | undefined,
  { say }: Tongue,
): { readonly reason: string; readonly nextStep: string } {
  const name =
    result === 'hold-declined' && networkCode !== undefined
      ? `decline.${declineOf(networkCode).group}`
      : `result.${result}`;
  return { reason: say(name), nextStep: say(`${name}.next`) };
}
