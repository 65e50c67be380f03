import { specify } from '@onfile/testing';
import type { AccountEvent } from '../account/events';
import type { CardAdditionFailure } from '../card-addition/events';
import {
  ACCOUNT,
  accountRegistered,
  afterNoon,
  BANK_PAGE,
  BILLING_ZONE,
  cardBlocked,
  cardOf,
  cardRemoved,
  CHANGE,
  changeValidity,
  DAY,
  defaultCardSet,
  DOLLAR_RATE,
  HOLD_ID,
  MINUTE,
  NOON,
  ONE_DOLLAR,
  onFile,
  validityChangeOpened,
  validityChangeStarted,
} from '../fixtures';
import { deductionOrder } from '../wallet/deduction-order';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet, initialWallet } from '../wallet/state';
import { decideValidityChange } from './decide';
import type { ValidityChangeEvent } from './events';
import { evolveValidityChangeWorld, initialValidityChangeWorld, type ValidityChangeWrites } from './world';

const changes = specify(
  { decide: decideValidityChange, evolve: evolveValidityChangeWorld, initial: initialValidityChangeWorld },
  NOON,
);
const account = [accountRegistered()];
const KEY = `${CHANGE}/hold`;
const a = [onFile('a'), defaultCardSet('a')];
const asked: ValidityChangeEvent = {
  type: 'HoldAsked',
  at: NOON,
  data: { key: KEY, token: 'tok_renewed', amount: ONE_DOLLAR, rate: DOLLAR_RATE, rounding: 'none' },
};
const placed: ValidityChangeEvent = { type: 'HoldPlaced', at: NOON, data: { key: KEY, holdId: HOLD_ID } };
const onPage: ValidityChangeEvent = {
  type: 'BankPageOpened',
  at: NOON,
  data: { key: KEY, holdId: HOLD_ID, url: BANK_PAGE, closesAt: afterNoon(15 * MINUTE) },
};
const closed = (outcome: 'succeeded' | 'failed', countsAsFailure = false, at = NOON): WalletEvent => ({
  type: 'ValidityChangeClosed',
  at,
  data: { cardId: 'a', changeId: CHANGE, outcome, countsAsFailure },
});
const failedBy = (failure: CardAdditionFailure): ValidityChangeEvent => ({
  type: 'ValidityChangeFailed',
  at: NOON,
  data: { ...failure, accountId: ACCOUNT, cardId: 'a', token: 'tok_renewed' },
});
const changed: WalletEvent = {
  type: 'CardValidityChanged',
  at: NOON,
  data: {
    accountId: ACCOUNT,
    cardId: 'a',
    changeId: CHANGE,
    card: changeValidity().card,
    replaced: { token: 'tok_a', expiry: '2030-12', last4: '4242' },
  },
};
const renumbered: WalletEvent = {
  type: 'CardUpdated',
  at: NOON,
  data: {
    accountId: ACCOUNT,
    cardId: 'a',
    card: cardOf('a', { fingerprint: 'new' }),
    replaced: { token: 'tok_a', expiry: '2030-12', last4: '4242' },
  },
};
const given = (wallet: WalletEvent[]) => changes.given({ account, wallet });
const under = (facts: ValidityChangeEvent[], wallet: WalletEvent[] = a, others: ValidityChangeWrites = { account }) =>
  changes.given({
    journey: [validityChangeStarted(), ...facts],
    wallet: [...wallet, validityChangeOpened()],
    ...others,
  });

describe('R37 Edit begins', () => {
  const opened: ValidityChangeWrites = { journey: [validityChangeStarted()], wallet: [validityChangeOpened()] };

  it('and the old date stays until it succeeds', () => {
    given(a).when(changeValidity()).then(opened);
    const wallet = [...a, validityChangeOpened()].reduce(evolveWallet, initialWallet);
    expect(wallet.cards[0]?.card.expiry).toBe('2030-12');
  });

  it('R38 for an expired card too', () =>
    given([onFile('a', '2024-04'), defaultCardSet('a')])
      .when(changeValidity())
      .then({ ...opened, journey: [validityChangeStarted('2024-04')] }));

  it('for a card whose block a new proof lifts, under its old date too', () =>
    given([...a, cardBlocked('a')])
      .when(changeValidity({ card: { expiry: '2030-12' } }))
      .then({
        ...opened,
        journey: [
          {
            ...validityChangeStarted(),
            data: {
              ...(validityChangeStarted() as Extract<ValidityChangeEvent, { type: 'ValidityChangeStarted' }>).data,
              card: changeValidity({ card: { expiry: '2030-12' } }).card,
            },
          } as ValidityChangeEvent,
        ],
      }));

  it('twice is once, and the same id for another card is refused', () => {
    under([]).when(changeValidity()).thenNothing();
    under([])
      .when(changeValidity({ cardId: 'b' }))
      .thenRefused('card-unknown');
  });

  it.each([
    ['a card of nobody, or of another account', a, changeValidity({ cardId: 'x' }), 'card-unknown'],
    ['a card that was removed', [...a, cardRemoved('a')], changeValidity(), 'card-removed'],
    ['a card that is blocked for good', [...a, cardBlocked('a', true)], changeValidity(), 'card-blocked'],
    ['the date of another card', a, changeValidity({ card: { fingerprint: 'other' } }), 'card-differs'],
    ['a date in the past', a, changeValidity({ card: { expiry: '2024-04' } }), 'expiry-in-past'],
    ['the date that it has', a, changeValidity({ card: { expiry: '2030-12' } }), 'validity-unchanged'],
  ])('refuses %s', (_what, wallet, command, code) => given(wallet).when(command).thenRefused(code));

  it('refuses an account that nobody knows', () =>
    changes.given({ wallet: a }).when(changeValidity()).thenRefused('account-unknown'));

  it('refuses a second change of the card, and names the first', () =>
    given([...a, validityChangeOpened()])
      .when({ ...changeValidity(), changeId: 'other' })
      .thenRefused('change-open', { changeId: CHANGE }));

  it('D16 three failures of a card, then a day', () => {
    const failures = [closed('failed', true), closed('failed', true), closed('failed', true)];
    given([...a, ...failures])
      .when(changeValidity(), afterNoon(DAY - 1))
      .thenRefused('too-many-failures', { retryAt: afterNoon(DAY) });
    given([...a, ...failures.slice(1)])
      .when(changeValidity())
      .then(opened);
  });
});

describe('R38 the bank holds the dollar', () => {
  it('and the new date counts, under its new token', () =>
    under([asked, placed])
      .when({ type: 'Succeed' })
      .then({
        journey: [{ type: 'ValidityChangeSucceeded', at: NOON, data: { cardId: 'a' } }],
        wallet: [changed, closed('succeeded')],
      }));

  it('an expired card becomes valid and is in the sequence again; D15 the qualification comes back', () => {
    const suspended: AccountEvent[] = [
      ...account,
      { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'a', journeyId: 'j' } },
      { type: 'PostpaymentSuspended', at: NOON, data: { because: 'no-valid-card' } },
    ];
    const wallet = [onFile('a', '2024-04'), defaultCardSet('a')];
    const now: WalletEvent = {
      ...changed,
      data: { ...changed.data, replaced: { token: 'tok_a', expiry: '2024-04', last4: '4242' } },
    } as WalletEvent;
    under([asked, placed], wallet, { account: suspended })
      .when({ type: 'Succeed' })
      .then({
        journey: [{ type: 'ValidityChangeSucceeded', at: NOON, data: { cardId: 'a' } }],
        wallet: [now, closed('succeeded')],
        account: [{ type: 'PostpaymentRestored', at: NOON, data: { cardId: 'a' } }],
      });
    const order = deductionOrder([...wallet, now].reduce(evolveWallet, initialWallet), NOON, BILLING_ZONE);
    expect(order.map(({ skipped }) => skipped)).toStrictEqual([undefined]);
  });

  it('a block is lifted', () =>
    under([asked, placed], [...a, cardBlocked('a')])
      .when({ type: 'Succeed' })
      .then({
        journey: [{ type: 'ValidityChangeSucceeded', at: NOON, data: { cardId: 'a' } }],
        wallet: [
          changed,
          {
            type: 'CardUnblocked',
            at: NOON,
            data: { accountId: ACCOUNT, cardId: 'a', because: 'verified-anew' },
          },
          closed('succeeded'),
        ],
      }));

  it('fails if the card was removed meanwhile', () =>
    under([asked, placed], [...a, cardRemoved('a')])
      .when({ type: 'Succeed' })
      .then({ journey: [failedBy({ result: 'card-removed-meanwhile' })], wallet: [closed('failed')] }));

  it('fails if the network gave the card another number meanwhile', () => {
    under([asked, placed], [...a, renumbered])
      .when({ type: 'Succeed' })
      .then({ journey: [failedBy({ result: 'system-error' })], wallet: [closed('failed')] });
  });

  it('needs a hold that the bank holds', () => {
    under([]).when({ type: 'Succeed' }).thenRefused('step-out-of-order');
    under([asked]).when({ type: 'Succeed' }).thenRefused('bank-is-checking');
    under([asked, onPage]).when({ type: 'Succeed' }).thenRefused('step-out-of-order');
    changes.given().when({ type: 'Succeed' }).thenRefused('step-out-of-order');
  });
});

describe('the bank refuses, or nobody answers', () => {
  const declined = (networkCode: string): CardAdditionFailure => ({ result: 'hold-declined', networkCode });

  it('the old date and state stay', () =>
    under([asked, { type: 'HoldDeclined', at: NOON, data: { key: KEY, networkCode: '54' } }])
      .when({ type: 'Fail', failure: declined('54') })
      .then({
        journey: [failedBy(declined('54'))],
        wallet: [
          { type: 'CardDeclined', at: NOON, data: { cardId: 'a', networkCode: '54', of: CHANGE } },
          closed('failed', true),
        ],
      }));

  it('section 6: a "never" blocks the card', () =>
    under([asked, { type: 'HoldDeclined', at: NOON, data: { key: KEY, networkCode: '43' } }])
      .when({ type: 'Fail', failure: declined('43') })
      .then({
        journey: [failedBy(declined('43'))],
        wallet: [
          { type: 'CardDeclined', at: NOON, data: { cardId: 'a', networkCode: '43', of: CHANGE } },
          {
            type: 'CardBlocked',
            at: NOON,
            data: { accountId: ACCOUNT, cardId: 'a', group: 'refused', forGood: true, of: CHANGE },
          },
          closed('failed', true),
        ],
      }));

  it('section 6: a "never" about a number that the network has replaced meanwhile says nothing of the new one', () =>
    under([asked, { type: 'HoldDeclined', at: NOON, data: { key: KEY, networkCode: '41' } }], [...a, renumbered])
      .when({ type: 'Fail', failure: declined('41') })
      .then({ journey: [failedBy(declined('41'))], wallet: [closed('failed', true)] }));

  it('the customer gives up on the bank page', () => {
    under([asked, onPage])
      .when({ type: 'Cancel' })
      .then({ journey: [failedBy({ result: 'bank-page-cancelled' })], wallet: [closed('failed', true)] });
    under([asked]).when({ type: 'Cancel' }).thenRefused('bank-is-checking');
  });

  it('an unknown outcome ends it only as such; what may be held goes back', () => {
    under([asked])
      .when({ type: 'Fail', failure: { result: 'bank-page-timed-out' } })
      .thenRefused('bank-is-checking');
    under([asked])
      .when({ type: 'Fail', failure: { result: 'hold-result-unknown' } })
      .then({ journey: [failedBy({ result: 'hold-result-unknown' })], wallet: [closed('failed')] });
  });

  it('an operator ends it: the old date stays, and it does not count', () => {
    for (const facts of [[asked], [asked, placed]]) {
      under(facts)
        .when({ type: 'BreakOff', because: 'cancelled-by-us', by: 'op_grace' })
        .then({ journey: [failedBy({ result: 'cancelled-by-us' })], wallet: [closed('failed')] });
    }
  });

  it('twice is once, and nothing follows a success', () => {
    const over: ValidityChangeEvent = { type: 'ValidityChangeSucceeded', at: NOON, data: { cardId: 'a' } };
    under([asked, placed, over])
      .when({ type: 'Fail', failure: { result: 'system-error' } })
      .thenNothing();
    under([asked, placed, over]).when({ type: 'Succeed' }).thenNothing();
    under([failedBy({ result: 'system-error' })])
      .when({ type: 'Cancel' })
      .thenNothing();
  });
});

describe('R4 R25 the hold of a change', () => {
  const over = failedBy({ result: 'system-error' });

  it("is asked for under the change's own key, with the token of the new date", () => {
    const note = { type: 'NoteHoldAsked', key: KEY, amount: ONE_DOLLAR, rate: DOLLAR_RATE, rounding: 'none' } as const;
    under([])
      .when(note)
      .then({ journey: [asked] });
    under([])
      .when({ ...note, key: 'other/hold' })
      .thenRefused('step-out-of-order');
  });

  it('goes back when the change is over, and not before', () => {
    const note = { type: 'NoteReleaseAsked', key: `${CHANGE}/void/1`, of: KEY, how: 'void', attempt: 1 } as const;
    under([asked, placed]).when(note).thenRefused('step-out-of-order');
    under([asked, placed, over])
      .when(note)
      .then({
        journey: [
          {
            type: 'HoldReleaseAsked',
            at: NOON,
            data: { key: `${CHANGE}/void/1`, of: KEY, how: 'void', attempt: 1 },
          },
        ],
      });
  });
});
