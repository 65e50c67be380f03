import type { Money } from '@onfile/domain';
import { GatewayUnreachable } from '../unreachable';
import type { CardCharges, ChargeOutcome, ChargeRequest, ChargeStanding } from './charge-port';
import type { ReleaseOutcome } from './release-outcome';

/** What a fake card answers to a charge. `part`: so many hundredths of the amount. */
export type FakeChargeAnswer =
  | { on: 'capture' }
  | { on: 'decline'; networkCode: string; adviceCode?: string }
  | { on: 'part'; hundredths: number }
  | { on: 'bank-page' };

/** What may go wrong with a call. `lost-after`: it was done, and nobody hears of it; `settled`: a void comes too late. */
export type FakeChargeFault = 'unreachable' | 'lost-before' | 'lost-after' | 'settled' | 'pending';
export type ChargeOperation = 'charge' | 'find' | 'void' | 'refund';

/** A charge as the bank has it. `captured`: what it has taken and not given back, in minor units. */
export interface FakeCharge {
  readonly key: string;
  readonly chargeId: string;
  readonly reference: string;
  readonly token: string;
  readonly amount: Money;
  readonly status: ChargeStanding['outcome'];
  readonly captured: number;
}

export interface FakeCharges extends CardCharges {
  /** What the card answers to its charges in turn; the last answer repeats. A card nobody spoke of is approved. */
  chargesAnswer(token: string, ...answers: readonly FakeChargeAnswer[]): void;
  /** The next `times` calls of `operation` meet this fault. */
  failCharges(operation: ChargeOperation, fault: FakeChargeFault, times?: number): void;
  /** Asked before every call that no planned fault meets. */
  chargeFaults(faultOf: (operation: ChargeOperation, key: string) => FakeChargeFault | undefined): void;
  /** The customer answers the bank page of the charge under `key`. */
  answerPaymentPage(key: string, answer: 'confirmed' | 'cancelled'): void;
  chargeLedger(): readonly FakeCharge[];
}

interface Kept extends ChargeRequest {
  readonly chargeId: string;
  standing: ChargeStanding;
  settled: boolean;
}

/** Charges of a card network of one process that keeps the contract, faults included. For specs. */
export function fakeCharges(): FakeCharges {
  const charges = new Map<string, Kept>();
  const answers = new Map<string, FakeChargeAnswer[]>();
  const planned: { operation: ChargeOperation; fault: FakeChargeFault }[] = [];
  let chance: (operation: ChargeOperation, key: string) => FakeChargeFault | undefined = () => undefined;

  const meet = (operation: ChargeOperation, key: string): FakeChargeFault | undefined => {
    const at = planned.findIndex((one) => one.operation === operation);
    const fault = at < 0 ? chance(operation, key) : planned.splice(at, 1)[0]?.fault;
    if (fault === 'unreachable') throw new GatewayUnreachable('card network');
    return fault;
  };
  const nextAnswer = (token: string): FakeChargeAnswer => {
    const left = answers.get(token) ?? [{ on: 'capture' }];
    return (left.length > 1 ? left.shift() : left[0]) ?? { on: 'capture' };
  };
  const release = (operation: 'void' | 'refund', key: string, chargeId: string): ReleaseOutcome => {
    const fault = meet(operation, key);
    if (fault === 'lost-before') return { outcome: 'unknown' };
    const charge = [...charges.values()].find((one) => one.chargeId === chargeId);
    if (!charge) return { outcome: 'refused', reason: 'other' };
    if (fault === 'settled') charge.settled = true;
    const outcome = released(operation, charge);
    if (fault === 'pending') return { outcome: 'pending' };
    return fault === 'lost-after' ? { outcome: 'unknown' } : outcome;
  };

  // The async functions throw what `meet` throws as a rejection, as a real adapter does.
  return {
    chargesAnswer: (token, ...given) => void answers.set(token, [...given]),
    failCharges(operation, fault, times = 1) {
      for (let n = 0; n < times; n += 1) planned.push({ operation, fault });
    },
    chargeFaults: (faultOf) => void (chance = faultOf),
    answerPaymentPage(key, answer) {
      const charge = charges.get(key);
      if (charge?.standing.outcome !== 'needs-bank-page') return;
      const { chargeId } = charge;
      charge.standing =
        answer === 'confirmed'
          ? { outcome: 'captured', chargeId }
          : { outcome: 'declined', chargeId, networkCode: '1A' };
    },
    chargeLedger: () => [...charges.values()].map(inLedger),

    async chargeCard(request) {
      const fault = meet('charge', request.key);
      if (fault === 'lost-before') return { outcome: 'unknown' };
      if (!charges.has(request.key)) {
        const chargeId = `charge_${charges.size + 1}`;
        charges.set(request.key, {
          ...request,
          chargeId,
          settled: false,
          standing: asked(chargeId, request, nextAnswer(request.token)),
        });
      }
      return fault === 'lost-after' ? { outcome: 'unknown' } : (charges.get(request.key)?.standing as ChargeOutcome);
    },
    async findCharge(key) {
      meet('find', key);
      return charges.get(key)?.standing ?? { outcome: 'not-found' };
    },
    async findChargesOf(reference) {
      meet('find', reference);
      return [...charges.values()]
        .filter((charge) => charge.reference === reference)
        .map(({ key, standing }) => ({ key, standing }));
    },
    voidCharge: async ({ key, chargeId }) => release('void', key, chargeId),
    refundCharge: async ({ key, chargeId }) => release('refund', key, chargeId),
  };
}

function asked(chargeId: string, { amount }: ChargeRequest, answer: FakeChargeAnswer): ChargeOutcome {
  switch (answer.on) {
    case 'capture':
      return { outcome: 'captured', chargeId };
    case 'decline': {
      const { networkCode, adviceCode } = answer;
      return { outcome: 'declined', chargeId, networkCode, ...(adviceCode !== undefined && { adviceCode }) };
    }
    case 'part': {
      const minor = Math.floor((amount.minor * answer.hundredths) / 100);
      return { outcome: 'part-approved', chargeId, approved: { currency: amount.currency, minor } };
    }
    case 'bank-page':
      return { outcome: 'needs-bank-page', chargeId, bankPageUrl: `https://bank.example/page/${chargeId}` };
  }
}

function released(operation: 'void' | 'refund', charge: Kept): ReleaseOutcome {
  const { standing, chargeId, settled } = charge;
  if (standing.outcome === 'voided' || standing.outcome === 'refunded') return { outcome: 'released' };
  if (standing.outcome === 'declined') return { outcome: 'refused', reason: 'other' };
  if (operation === 'void' && settled) return { outcome: 'refused', reason: 'already-settled' };
  charge.standing = { outcome: operation === 'void' ? 'voided' : 'refunded', chargeId };
  return { outcome: 'released' };
}

function inLedger({ key, chargeId, reference, token, amount, standing }: Kept): FakeCharge {
  const { outcome: status } = standing;
  const part = standing.outcome === 'part-approved' ? (standing.approved?.minor ?? 0) : 0;
  const captured = status === 'captured' ? amount.minor : part;
  return { key, chargeId, reference, token, amount, status, captured };
}
