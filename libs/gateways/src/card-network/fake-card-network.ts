import type { Money } from '@onfile/domain';
import { GatewayUnreachable } from '../unreachable';
import { fakeCharges, type FakeCharges } from './fake-charges';
import type { CardNetwork, HoldOutcome, HoldStanding, TokenDescription, TransStatus } from './port';
import type { ReleaseOutcome } from './release-outcome';

/** What a fake card does when a hold is asked of it. */
export type FakeBehaviour =
  | { on: 'approve'; transStatus?: TransStatus }
  | { on: 'bank-page' }
  | { on: 'decline'; networkCode: string; adviceCode?: string; transStatus?: TransStatus };

/** What may go wrong with the next call of an operation. `lost-after`: it was done, and nobody hears of it. */
export type FakeFault = 'unreachable' | 'lost-before' | 'lost-after' | 'already-settled' | 'pending';

type Operation = 'destroy' | 'hold' | 'find' | 'void' | 'refund';

interface FakeHold {
  readonly key: string;
  readonly holdId: string;
  readonly amount: Money;
  readonly token: string;
  standing: HoldStanding;
}

export interface FakeCardNetwork extends CardNetwork, FakeCharges {
  /** Puts a card behind `token`. */
  card(description: TokenDescription, behaviour: FakeBehaviour): void;
  /** The person answers the bank page of the hold under `key`. */
  answerBankPage(key: string, answer: 'confirmed' | 'cancelled' | 'failed'): void;
  /** The next `times` calls of `operation` meet this fault. */
  fail(operation: Operation, fault: FakeFault, times?: number): void;
  /** Nothing goes wrong any more, whatever was planned. */
  recover(): void;
  /** Every hold that the bank has, as it stands: what Onfile's log is compared with. */
  ledger(): readonly { key: string; holdId: string; amount: Money; status: HoldStanding['outcome'] }[];
}

/** A card network of one process that keeps the contract, faults included. For specs. */
export function fakeCardNetwork(): FakeCardNetwork {
  const cards = new Map<string, { description: TokenDescription; behaviour: FakeBehaviour }>();
  const holds = new Map<string, FakeHold>();
  const faults: { operation: Operation; fault: FakeFault }[] = [];

  const meet = (operation: Operation): FakeFault | undefined => {
    const at = faults.findIndex((planned) => planned.operation === operation);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === 'unreachable') throw new GatewayUnreachable('card network');
    return fault;
  };
  const byHoldId = (holdId: string) => [...holds.values()].find((hold) => hold.holdId === holdId);

  const release = (operation: 'void' | 'refund', holdId: string): ReleaseOutcome => {
    const fault = meet(operation);
    if (fault === 'lost-before') return { outcome: 'unknown' };
    const hold = byHoldId(holdId);
    if (!hold) return { outcome: 'refused', reason: 'other' };
    if (fault === 'already-settled') hold.standing = { outcome: 'settled', holdId };
    const outcome = releaseOf(operation, hold);
    if (fault === 'pending') return { outcome: 'pending' };
    return fault === 'lost-after' ? { outcome: 'unknown' } : outcome;
  };

  return {
    ...fakeCharges(),
    card: (description, behaviour) => void cards.set(description.token, { description, behaviour }),
    answerBankPage(key, answer) {
      const hold = holds.get(key);
      // A page whose hold was given back meanwhile takes no answer any more.
      if (hold?.standing.outcome === 'needs-bank-page') hold.standing = bankAnswer(hold.holdId, answer);
    },
    fail(operation, fault, times = 1) {
      for (let n = 0; n < times; n += 1) faults.push({ operation, fault });
    },
    recover: () => void faults.splice(0),
    ledger: () =>
      [...holds.values()].map(({ key, holdId, amount, standing }) => ({
        key,
        holdId,
        amount,
        status: standing.outcome,
      })),

    describeToken: (token) => Promise.resolve(cards.get(token)?.description),
    async destroyToken(token) {
      meet('destroy');
      cards.delete(token);
    },
    // The async functions below throw what `meet` throws as a rejection, as a real adapter does.
    async placeHold({ key, token, amount }) {
      const fault = meet('hold');
      if (fault === 'lost-before') return { outcome: 'unknown' };
      const known = holds.get(key);
      if (!known) {
        const holdId = `hold_${holds.size + 1}`;
        const standing = asked(holdId, cards.get(token)?.behaviour);
        holds.set(key, { key, holdId, amount, token, standing });
      }
      return fault === 'lost-after' ? { outcome: 'unknown' } : (holds.get(key)?.standing as HoldOutcome);
    },
    async findHold(key) {
      meet('find');
      return holds.get(key)?.standing ?? { outcome: 'not-found' };
    },
    voidHold: async ({ holdId }) => release('void', holdId),
    refundHold: async ({ holdId }) => release('refund', holdId),
  };
}

function asked(holdId: string, behaviour: FakeBehaviour | undefined): HoldOutcome {
  if (!behaviour) return { outcome: 'declined', holdId, networkCode: '14' };
  if (behaviour.on === 'bank-page') {
    return { outcome: 'needs-bank-page', holdId, bankPageUrl: `https://bank.example/page/${holdId}` };
  }
  if (behaviour.on === 'approve') {
    return { outcome: 'held', holdId, networkCode: '00', transStatus: behaviour.transStatus };
  }
  const { on: _, ...decline } = behaviour;
  return { outcome: 'declined', holdId, ...decline };
}

function bankAnswer(holdId: string, answer: 'confirmed' | 'cancelled' | 'failed'): HoldOutcome {
  if (answer === 'confirmed') return { outcome: 'held', holdId, networkCode: '00', transStatus: 'Y' };
  return { outcome: 'declined', holdId, networkCode: '1A', transStatus: 'N', bankPage: answer };
}

function releaseOf(operation: 'void' | 'refund', hold: FakeHold): ReleaseOutcome {
  const { holdId, standing } = hold;
  if (standing.outcome === 'settled' && operation === 'void') return { outcome: 'refused', reason: 'already-settled' };
  if (standing.outcome === 'declined') return { outcome: 'refused', reason: 'other' };
  if (standing.outcome !== 'voided' && standing.outcome !== 'refunded') {
    hold.standing = { outcome: operation === 'void' ? 'voided' : 'refunded', holdId };
  }
  return { outcome: 'released' };
}
