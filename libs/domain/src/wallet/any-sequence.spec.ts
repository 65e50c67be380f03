import fc from 'fast-check';
import type { AccountEvent } from '../account/events';
import { initialAccount, evolveAccount, type Account } from '../account/state';
import { decideCardAddition } from '../card-addition/decide';
import { evolveWorld, initialWorld } from '../card-addition/world';
import { holdToRelease } from '../card-addition/release';
import { evolveCardFingerprint, initialCardFingerprint, type CardFingerprint } from '../card-fingerprint/state';
import type { CardSummary } from '../card';
import { decideValidityChange } from '../card-validity-change/decide';
import { initialValidityChange, type ValidityChange } from '../card-validity-change/state';
import { evolveValidityChangeWorld } from '../card-validity-change/world';
import type { ValidityChangeCommand } from '../card-validity-change/commands';
import { defaultPolicy } from '../card-addition/policy';
import {
  ACCOUNT,
  accountRegistered,
  BILLING_ZONE,
  cardOf,
  cardSubmitted,
  DAY,
  DOLLAR_RATE,
  FROM_CARD,
  holdAsked,
  holdPlaced,
  NOON,
  ONE_DOLLAR,
  started,
} from '../fixtures';
import { isExpired } from '../card-expiry';
import { later } from '../instant';
import { noDebts } from '../postpayment/debts';
import { Refusal } from '../refusal';
import type { WalletCommand } from './commands';
import { decideWallet } from './decide';
import { declineOnCard } from './declined';
import { deductionOrder, hasValidCard } from './deduction-order';
import { evolveWallet, initialWallet, type Wallet } from './state';
import { initialWalletWorld } from './world';

/** Everything there is of one account, as the log would have it. */
interface Everything {
  readonly account: Account;
  readonly wallet: Wallet;
  readonly fingerprints: Readonly<Record<string, CardFingerprint>>;
  readonly changes: Readonly<Record<string, ValidityChange>>;
  readonly at: string;
  readonly added: number;
}

type Step =
  | { do: 'add'; expiry: string }
  | { do: 'default' | 'remove' | 'remove-and-choose' | 'give-up' | 'edit'; card: number; other: number; ok: boolean }
  | { do: 'reorder'; seed: number }
  | { do: 'decline'; card: number; code: string }
  | { do: 'network'; card: number; newNumber: boolean }
  | { do: 'days'; days: number };

const granted: AccountEvent = { type: 'PostpaymentGranted', at: NOON, data: { cardId: 'first', journeyId: 'j' } };

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('add' as const), expiry: fc.constantFrom('2024-06', '2024-09', '2026-01', '2030-12') }),
    fc.record({
      do: fc.constantFrom(
        'default' as const,
        'remove' as const,
        'remove-and-choose' as const,
        'give-up' as const,
        'edit' as const,
      ),
      card: fc.nat(9),
      other: fc.nat(9),
      ok: fc.boolean(),
    }),
    fc.record({ do: fc.constant('reorder' as const), seed: fc.nat(999) }),
    fc.record({
      do: fc.constant('decline' as const),
      card: fc.nat(9),
      code: fc.constantFrom('51', '54', '57', '43', '14'),
    }),
    fc.record({ do: fc.constant('network' as const), card: fc.nat(9), newNumber: fc.boolean() }),
    fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 120 }) }),
  ),
  { maxLength: 40 },
);

/** What a refusal leaves: everything as it was. */
function orAsItWas(now: Everything, act: () => Everything): Everything {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return now;
    throw error;
  }
}

const pick = ({ wallet }: Everything, n: number) => wallet.cards[n % Math.max(1, wallet.cards.length)];
const cardIdAt = (now: Everything, n: number) => pick(now, n)?.cardId ?? 'none';

function onWallet(now: Everything, command: WalletCommand, digest = '', newDigest = ''): Everything {
  const fingerprint = now.fingerprints[digest] ?? initialCardFingerprint;
  const newFingerprint = now.fingerprints[newDigest] ?? initialCardFingerprint;
  const world = { ...initialWalletWorld, ...now, fingerprint, newFingerprint, debts: noDebts };
  const writes = decideWallet(command, world, now.at);
  const [old, fresh] = [
    (writes.fingerprint ?? []).reduce(evolveCardFingerprint, fingerprint),
    (writes.newFingerprint ?? []).reduce(evolveCardFingerprint, newFingerprint),
  ];
  return {
    ...now,
    wallet: (writes.wallet ?? []).reduce(evolveWallet, now.wallet),
    account: (writes.account ?? []).reduce(evolveAccount, now.account),
    fingerprints: { ...now.fingerprints, [digest]: old, ...(newDigest !== '' && { [newDigest]: fresh }) },
  };
}

function add(now: Everything, expiry: string): Everything {
  const card = cardOf(`n${now.added}`, { expiry });
  const facts = [started(FROM_CARD, { journeyId: `j${now.added}` }), cardSubmitted(card), holdAsked(), holdPlaced()];
  const world = evolveWorld({ ...initialWorld, account: now.account, wallet: now.wallet }, { journey: facts });
  const after = evolveWorld(world, decideCardAddition({ type: 'Succeed' }, world, now.at));
  return {
    ...now,
    account: after.account,
    wallet: after.wallet,
    fingerprints: { ...now.fingerprints, [card.fingerprint]: after.fingerprint },
    added: now.added + 1,
  };
}

/** A change of validity from Edit to its hold given back, which the bank approves or does not. */
function edit(now: Everything, cardId: string, ok: boolean): Everything {
  const held = now.wallet.cards.find((card) => card.cardId === cardId);
  if (!held) return now;
  const changeId = `change_${now.added}_${Object.keys(now.changes).length}`;
  const key = `${changeId}/hold`;
  const card: CardSummary = { ...held.card, token: `${changeId}_token`, expiry: '2031-07' };
  const hold = { key, amount: ONE_DOLLAR, rate: DOLLAR_RATE, rounding: 'none' } as const;
  const release = `${changeId}/void/1`;
  const commands: ValidityChangeCommand[] = [
    { type: 'ChangeValidity', changeId, accountId: ACCOUNT, cardId, card, policy: defaultPolicy },
    { type: 'NoteHoldAsked', ...hold },
    ok ? { type: 'NoteHoldPlaced', key, holdId: 'h' } : { type: 'NoteHoldDeclined', key, networkCode: '57' },
    ok ? { type: 'Succeed' } : { type: 'Fail', failure: { result: 'hold-declined', networkCode: '57' } },
    ...(ok
      ? ([
          { type: 'NoteReleaseAsked', key: release, of: key, how: 'void', attempt: 1 },
          { type: 'NoteVoided', key: release, of: key, holdId: 'h' },
        ] as const)
      : []),
  ];
  const before = { journey: initialValidityChange, account: now.account, wallet: now.wallet };
  const { journey, account, wallet } = commands.reduce(
    (world, command) => evolveValidityChangeWorld(world, decideValidityChange(command, world, now.at)),
    before,
  );
  return { ...now, account, wallet, changes: { ...now.changes, [changeId]: journey } };
}

function take(now: Everything, step: Step): Everything {
  const billingZone = BILLING_ZONE;
  switch (step.do) {
    case 'add':
      // R6, R21: submitting the card refuses the others.
      return now.wallet.cards.length < 10 && !isExpired(step.expiry, now.at, billingZone) ? add(now, step.expiry) : now;
    case 'default':
      return onWallet(now, { type: 'SetDefault', cardId: cardIdAt(now, step.card), billingZone });
    case 'remove':
    case 'remove-and-choose':
    case 'give-up': {
      const cardId = cardIdAt(now, step.card);
      const fingerprint = pick(now, step.card)?.card.fingerprint ?? '';
      const newDefault = step.do === 'remove-and-choose' ? cardIdAt(now, step.other) : undefined;
      const giveUpPostpayment = step.do === 'give-up';
      const command = { type: 'RemoveCard', cardId, fingerprint, newDefault, giveUpPostpayment, billingZone } as const;
      return onWallet(now, command, fingerprint);
    }
    case 'edit':
      return edit(now, cardIdAt(now, step.card), step.ok);
    case 'reorder': {
      const ids = now.wallet.cards.map(({ cardId }) => cardId).filter((id) => id !== now.wallet.defaultCardId);
      const turned = ids.map((_, n) => ids[(n + step.seed) % ids.length]!);
      const order = now.wallet.defaultCardId === undefined ? turned : [now.wallet.defaultCardId, ...turned];
      return onWallet(now, { type: 'Reorder', order, billingZone });
    }
    case 'decline': {
      const held = pick(now, step.card);
      if (!held) return now;
      const { cardId, card } = held;
      const decline = { accountId: ACCOUNT, cardId, token: card.token, networkCode: step.code, of: 'bill' };
      const wallet = declineOnCard(now.wallet, decline, now.at).reduce(evolveWallet, now.wallet);
      return onWallet({ ...now, wallet }, { type: 'LookAtTime', accountId: ACCOUNT, billingZone });
    }
    case 'network': {
      const held = pick(now, step.card);
      if (!held) return now;
      const { token, fingerprint } = held.card;
      const fresh = step.newNumber ? `${fingerprint}'` : fingerprint;
      const card = { ...held.card, token: `${token}'`, expiry: '2032-02', fingerprint: fresh };
      const command = { type: 'UpdateCard', token, card, fingerprint, billingZone } as const;
      return onWallet(now, command, fingerprint, step.newNumber ? fresh : '');
    }
    case 'days':
      return onWallet(
        { ...now, at: later(now.at, step.days * DAY) },
        { type: 'LookAtTime', accountId: ACCOUNT, billingZone },
      );
  }
}

/** What is so after every command, whatever was asked before. */
function expectSound({ wallet, account, fingerprints, changes, at }: Everything): void {
  const order = deductionOrder(wallet, at, BILLING_ZONE);
  // Exactly one default while there is a card, and so while there is a valid one.
  expect(order.filter(({ isDefault }) => isDefault)).toHaveLength(wallet.cards.length > 0 ? 1 : 0);
  if (wallet.cards.length > 0) expect(order[0]?.isDefault).toBe(true);
  // An order without gaps or doubles.
  expect(order).toHaveLength(wallet.cards.length);
  expect(new Set(order.map(({ held }) => held.cardId)).size).toBe(wallet.cards.length);
  // No open hold, and no change left open.
  expect(Object.values(changes).filter((change) => change.status === 'open' || holdToRelease(change))).toEqual([]);
  expect(wallet.cards.filter(({ openChange }) => openChange !== undefined)).toEqual([]);
  // D16: a number is taken exactly while its card is on file.
  const taken = Object.entries(fingerprints).flatMap(([digest, { takenBy }]) => (takenBy ? [digest] : []));
  expect(taken.sort()).toEqual(wallet.cards.map(({ card }) => card.fingerprint).sort());
  // D15: the qualification is there exactly while a valid card is, unless it was given up.
  if (account.postpayment !== 'none') {
    expect(account.postpayment).toBe(hasValidCard(wallet, at, BILLING_ZONE) ? 'granted' : 'suspended');
  }
}

describe('any sequence of commands', () => {
  it('D5 D6 D15 D16 D17 leaves one default, an order without gaps or doubles, and no open hold', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const account = [accountRegistered(), granted].reduce(evolveAccount, initialAccount);
        const start: Everything = {
          account,
          wallet: initialWallet,
          fingerprints: {},
          changes: {},
          at: NOON,
          added: 0,
        };
        taken.reduce(
          (now, step) => {
            const after = orAsItWas(now, () => take(now, step));
            expectSound(after);
            return after;
          },
          add(start, '2030-12'),
        );
      }),
      { numRuns: 400 },
    );
  });
});
