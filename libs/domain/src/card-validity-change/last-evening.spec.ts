import {
  ACCOUNT,
  accountRegistered,
  cardBlocked,
  CHANGE,
  changeValidity,
  defaultCardSet,
  DOLLAR_RATE,
  HOLD_ID,
  NOON,
  ONE_DOLLAR,
  onFile,
  validityChangeOpened,
  validityChangeStarted,
} from '../fixtures';
import { decideValidityChange } from './decide';
import { evolveValidityChangeWorld, initialValidityChangeWorld } from './world';

const KEY = `${CHANGE}/hold`;
/** Asked for on its last evening, and answered after midnight. */
const { card } = changeValidity({ card: { expiry: '2024-04' } });
const started = validityChangeStarted();

const world = evolveValidityChangeWorld(initialValidityChangeWorld, {
  account: [accountRegistered()],
  wallet: [onFile('a'), defaultCardSet('a'), cardBlocked('a'), validityChangeOpened()],
  journey: [
    { ...started, data: { ...started.data, card } } as typeof started,
    {
      type: 'HoldAsked',
      at: NOON,
      data: { key: KEY, token: 'tok_renewed', amount: ONE_DOLLAR, rate: DOLLAR_RATE, rounding: 'none' },
    },
    { type: 'HoldPlaced', at: NOON, data: { key: KEY, holdId: HOLD_ID } },
  ],
});

it('R21 R38 a new date whose last day is over when the bank says yes changes nothing, and lifts no block', () => {
  const { journey, wallet, account } = decideValidityChange({ type: 'Succeed' }, world, NOON);
  expect(journey).toMatchObject([
    { type: 'ValidityChangeFailed', data: { result: 'expiry-in-past', accountId: ACCOUNT, token: 'tok_renewed' } },
  ]);
  expect([wallet?.map(({ type }) => type), account]).toStrictEqual([['ValidityChangeClosed'], undefined]);
});
