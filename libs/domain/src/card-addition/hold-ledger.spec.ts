import {
  cardSubmitted,
  holdAsked,
  holdDeclined,
  holdPlaced,
  holdUnknown,
  holdVoided,
  KEY,
  ONE_DOLLAR,
  releaseAsked,
  releaseDelayed,
  succeeded,
} from '../fixtures';
import { money } from '../money';
import { holdLedger } from './hold-ledger';

const NOTHING = money('USD', 0);
const told = (...facts: Parameters<typeof holdLedger>[0]) => holdLedger(facts).map(({ what, held }) => [what, held]);

describe('X2 the ledger of a hold', () => {
  it('asked, placed, released: what is held after each, and nothing at the end', () => {
    const ledger = holdLedger([cardSubmitted(), holdAsked(), holdPlaced(), succeeded(), releaseAsked(), holdVoided()]);
    expect(ledger.map(({ what, amount, held }) => [what, amount, held])).toStrictEqual([
      ['HoldAsked', ONE_DOLLAR, 'unknown'],
      ['HoldPlaced', ONE_DOLLAR, ONE_DOLLAR],
      ['HoldReleaseAsked', undefined, ONE_DOLLAR],
      ['HoldVoided', ONE_DOLLAR, NOTHING],
    ]);
    expect(ledger.map(({ hold, key }) => [hold, key])).toStrictEqual([
      ...[KEY, KEY].map((key) => [key, key]),
      ...['j1/void/1', 'j1/void/1'].map((key) => [KEY, key]),
    ]);
  });

  it('declined: nothing is held; a release that is late: it still is', () => {
    expect(told(holdAsked(), holdDeclined())).toStrictEqual([
      ['HoldAsked', 'unknown'],
      ['HoldDeclined', NOTHING],
    ]);
    expect(told(holdAsked(), holdPlaced(), releaseAsked(), releaseDelayed('unreachable')).at(-1)).toStrictEqual([
      ...['HoldReleaseDelayed', ONE_DOLLAR],
    ]);
  });

  it('nobody knows what is held until the bank has said so, also while its release is asked for', () => {
    expect(told(holdAsked(), holdUnknown(), releaseAsked()).at(-1)).toStrictEqual(['HoldReleaseAsked', 'unknown']);
    const none = { type: 'NothingWasHeld', at: '2024-05-11T12:00:00.000Z', data: { of: KEY } };
    expect(told(holdAsked(), holdUnknown(), releaseAsked(), none).at(-1)).toStrictEqual(['NothingWasHeld', NOTHING]);
  });

  it('a journey that asked the bank for nothing has none', () => {
    expect(holdLedger([cardSubmitted(), succeeded()])).toStrictEqual([]);
  });
});
