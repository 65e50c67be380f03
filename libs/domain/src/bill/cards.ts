import { declineFor, type AdvisedDecline } from '../declines';
import { later, msBetween } from '../instant';
import { deductionOrder, whyNotValid } from '../wallet/deduction-order';
import type { Wallet, WalletCard } from '../wallet/state';
import type { PassedOver, RoundCard, RoundReason } from './events';
import type { BillingPolicy } from './policy';
import type { Bill, ChargeTry } from './bill';

/** R35–36, X1: the cards of a round as they stand now, in the order of trying. */
export function roundCards(wallet: Wallet, at: string, zone: string): readonly RoundCard[] {
  return deductionOrder(wallet, at, zone).map(({ held, isDefault, skipped }) => {
    const { token, brand, last4, expiry } = held.card;
    return { cardId: held.cardId, token, brand, last4, expiry, isDefault, ...(skipped && { skipped }) };
  });
}

/** Whether a card of the round may be tried now; else why not, and until when if the bank said so. */
export type Trial = { readonly held: WalletCard } | { readonly because: PassedOver; readonly until?: string };

type TrialWorld = { readonly bill: Bill; readonly wallet: Wallet; readonly policy: BillingPolicy };

/**
 * R36, D7, section 6: whether a card may be tried at this moment. What it was declined with before in this bill counts
 * as long as it is the same card data: an edited card starts anew.
 */
export function trialOf(cardId: string, { bill, wallet, policy }: TrialWorld, at: string): Trial {
  const held = wallet.cards.find((one) => one.cardId === cardId);
  if (!held) return { because: 'removed' };
  const invalid = whyNotValid(held, at, policy.due.zone);
  if (invalid) return { because: invalid };
  const round = bill.round?.round;
  const { fingerprint, token } = held.card;
  if (bill.tries.some((one) => one.round === round && one.fingerprint === fingerprint && one.cardId !== cardId)) {
    return { because: 'same-card' };
  }
  const refusals = bill.tries.filter((one) => one.cardId === cardId && isRefusal(one));
  if (isWornOut(wallet.refusedAt?.[fingerprint] ?? [], refusals, policy, at)) return { because: 'try-limit' };
  const speaking = refusals.filter((one) => one.token === token);
  const until = whyNotAgain(speaking, { because: bill.round?.because, only: bill.round?.only === cardId }, policy);
  if (until === undefined || ('until' in until && msBetween(at, until.until!) <= 0)) return { held };
  return until;
}

/**
 * The networks' limit: what the wallet knows of the card, of all bills and edits, and what of this bill is not there: a try
 * that ended at the bank's page.
 */
function isWornOut(
  refusedAt: readonly string[],
  refusals: readonly ChargeTry[],
  { tries }: BillingPolicy,
  at: string,
): boolean {
  const told = new Set(refusedAt);
  const all = [...refusedAt, ...refusals.map(({ toldAt }) => toldAt).filter((one) => !told.has(one))];
  return all.filter((one) => msBetween(one, at) < tries.withinMs).length >= tries.most;
}

function isRefusal({ status, networkCode }: ChargeTry): boolean {
  return (
    networkCode !== undefined && (status === 'declined' || status === 'part-approved' || status === 'confirm-needed')
  );
}

/** What the bank's own word says against trying the card again. */
function whyNotAgain(
  refusals: readonly ChargeTry[],
  asked: { because?: RoundReason; only: boolean },
  policy: BillingPolicy,
): Exclude<Trial, { held: WalletCard }> | undefined {
  const last = refusals.at(-1);
  if (last?.networkCode === undefined) return undefined;
  const decline = declineFor(last.networkCode, last.adviceCode, policy.declines);
  const { sameCard } = decline;
  switch (sameCard.when) {
    case 'now':
      return undefined;
    case 'never':
      return { because: 'never-again' };
    case 'after':
      // Our own faults are mended when an operator lets the bill go on; a customer who asks for this card has done their part.
      if (sameCard.what === 'our-fix' || sameCard.what === 'lookup' || asked.only) return undefined;
      return { because: 'needs-person' };
    case 'later': {
      const same = refusals.filter((one) => one.networkCode === last.networkCode);
      if (sameCard.atMost !== undefined && same.length >= sameCard.atMost) return { because: 'try-limit' };
      if (asked.only && last.adviceCode === undefined) return undefined;
      return { because: 'too-soon', until: later(last.toldAt, waitMs(decline, same.length, policy)) };
    }
  }
}

/** Section 6: how long after its n-th refusal (from 1) of a kind the same card may be tried again. */
export function waitMs(
  { sameCard }: AdvisedDecline,
  n: number,
  { waitScale }: Pick<BillingPolicy, 'waitScale'>,
): number {
  if (sameCard.when !== 'later') return 0;
  return (sameCard.waitsMs[Math.min(n, sameCard.waitsMs.length) - 1] ?? 0) * waitScale;
}

/** The earliest instant at which any card of the wallet may be tried again; absent where that is now, or never. */
export function cardsFrom(world: TrialWorld, at: string): string | undefined {
  const between: TrialWorld = { ...world, bill: { ...world.bill, round: undefined } };
  const trials = world.wallet.cards.map(({ cardId }) => trialOf(cardId, between, at));
  if (trials.some((trial) => 'held' in trial)) return undefined;
  const times = trials.flatMap((trial) => ('until' in trial && trial.until !== undefined ? [trial.until] : []));
  return times.sort()[0];
}
