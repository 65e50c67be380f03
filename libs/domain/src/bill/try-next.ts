import { declineFor } from '../declines';
import { stepAfterFailedRound } from '../dunning/schedule';
import { later, msBetween } from '../instant';
import { cardsFrom, trialOf, waitMs } from './cards';
import { billIdOf } from './bill-id';
import type { BillEvent, Initiator, RoundCard } from './events';
import type { ChargeTry, Round } from './bill';
import { evolveBill } from './state';
import type { BillWorld, BillWrites } from './world';

/** What a round does next: facts to record (the last may be a charge that has started), or a wait for the same card. */
export type RoundStep =
  { readonly step: 'record'; readonly writes: BillWrites } | { readonly step: 'wait'; readonly until: string };

/**
 * R35–36, D8: the next card of the round, the default first: passes over what may not be tried, starts a charge of the
 * whole amount on the first that may, and says so if none is left. To be asked only while no charge is open.
 */
export function tryNext(world: BillWorld, at: string): RoundStep {
  const { bill } = world;
  const round = bill.round!;
  const facts: BillEvent[] = [];
  for (const { cardId } of cardsOf(round)) {
    if (round.passedOver[cardId] !== undefined) continue;
    const tries = bill.tries.filter((one) => one.round === round.round && one.cardId === cardId);
    const again = sameCardAgain(tries, world);
    if (again === undefined && tries.length > 0) continue;
    if (again !== undefined && msBetween(at, again) > 0) return { step: 'wait', until: again };
    // Its own short wait is over: the bank's longer one counts for the next round.
    const trial = again === undefined ? trialOf(cardId, world, at) : stillThere(cardId, world, at);
    if ('held' in trial) {
      facts.push({ type: 'CardChargeStarted', at, data: startedTry(world, round, trial.held) });
      return { step: 'record', writes: { bill: facts } };
    }
    const until = trial.until === undefined ? {} : { until: trial.until };
    facts.push({ type: 'CardPassedOver', at, data: { round: round.round, cardId, because: trial.because, ...until } });
  }
  return { step: 'record', writes: roundFailed(world, facts, at) };
}

/** The round's key attempt: its number counts all attempts of the bill. */
function startedTry(
  world: BillWorld,
  round: Round,
  held: { cardId: string; card: { token: string; fingerprint: string } },
) {
  const n = world.bill.tries.length + 1;
  const initiatedBy: Initiator =
    round.because === 'confirmation' || round.because === 'asked' ? 'customer' : 'merchant';
  const { token, fingerprint } = held.card;
  return {
    key: `${billIdOf(world)}/${n}`,
    n,
    round: round.round,
    cardId: held.cardId,
    token,
    fingerprint,
    amount: world.bill.issued!.amount,
    initiatedBy,
  };
}

function cardsOf({ cards, only }: Round): readonly RoundCard[] {
  return only === undefined ? cards : cards.filter(({ cardId }) => cardId === only);
}

/**
 * Section 6: when the card that was just refused is tried once more before the next one: "after 2 tries" after its wait;
 * "after our fix" at once, since a bill that goes on was unblocked by whoever has mended it (D7).
 */
function sameCardAgain(tries: readonly ChargeTry[], { policy }: BillWorld): string | undefined {
  const last = tries.at(-1);
  if (last?.status !== 'declined' || last.networkCode === undefined) return undefined;
  const decline = declineFor(last.networkCode, last.adviceCode, policy.declines);
  if (decline.sameCard.when === 'after' && decline.sameCard.what === 'our-fix') return last.toldAt;
  if (decline.sameCard.when !== 'later' || tries.length >= (decline.triesBeforeNextCard ?? 1)) return undefined;
  return later(last.toldAt, waitMs(decline, tries.length, policy));
}

/** A second try in the round needs only that the card is still valid. */
function stillThere(cardId: string, world: BillWorld, at: string) {
  const fresh = { ...world, bill: { ...world.bill, tries: [] } };
  return trialOf(cardId, fresh, at);
}

/**
 * D14: no card of the round is left. The first time the bill becomes overdue, and the account is told; but not by a card
 * that the customer tried alone while the others had their turn: they go on at once.
 */
function roundFailed(world: BillWorld, before: readonly BillEvent[], at: string): BillWrites {
  const { bill, account } = world;
  const { round, only } = bill.round!;
  if (only !== undefined && bill.overdueAt === undefined)
    return { bill: [...before, { type: 'DeductionRoundFailed', at, data: { round, nextAt: at } }] };
  const after = { ...world, bill: before.reduce(evolveBill, bill) };
  const overdueAt = bill.overdueAt ?? at;
  const from = cardsFrom(after, at);
  const next = stepAfterFailedRound(bill.issued!.dunning, {
    overdueAt,
    at,
    ...(from !== undefined && { cardsFrom: from }),
  });
  const nextAt = next.step === 'round' ? { nextAt: next.at } : {};
  const facts: BillEvent[] = [...before, { type: 'DeductionRoundFailed', at, data: { round, ...nextAt } }];
  if (bill.overdueAt !== undefined) return { bill: facts };
  const { amount } = bill.issued!;
  const billId = billIdOf(world);
  return {
    bill: [...facts, { type: 'PaymentOverdue', at, data: { amount } }],
    ...(!account.owes.includes(billId) && {
      account: [{ type: 'BillOverdue', at, data: { billId, amount } }],
    }),
  };
}
