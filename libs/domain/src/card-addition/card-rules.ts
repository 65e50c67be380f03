import type { CardSummary } from '../card';
import { homeOfIssuer } from '../issuer-home';
import { Refusal } from '../refusal';
import type { ResultCode } from '../result';
import type { JourneyPolicy } from './policy';
import type { StartedJourney } from './state';
import type { CardAdditionWorld } from './world';

/** R6: @throws {Refusal} `too-many-cards`. */
export function expectRoom(cards: number, { maxCards }: JourneyPolicy): void {
  if (cards >= maxCards) throw new Refusal('too-many-cards', `${cards} cards`, { limit: maxCards });
}

/** D16: why this card may not be on this account; also asked once more at the very end, for what others did meanwhile. */
export function whyTaken(
  card: CardSummary,
  { accountId }: StartedJourney,
  { wallet, fingerprint }: Pick<CardAdditionWorld, 'wallet' | 'fingerprint'>,
): ResultCode | undefined {
  const { takenBy } = fingerprint;
  if (takenBy && takenBy.accountId !== accountId) return 'card-on-another-account';
  const mine = wallet.cards.some((held) => held.card.fingerprint === card.fingerprint);
  return mine || takenBy ? 'duplicate-on-account' : undefined;
}

/** D16: why a card that was just submitted may not be added, if anything speaks against it. */
export function whyNot(card: CardSummary, journey: StartedJourney, world: CardAdditionWorld): ResultCode | undefined {
  const { policy, region } = journey;
  if (!policy.networks.includes(card.brand)) return 'network-not-supported';
  if (!policy.fundings.includes(card.funding)) {
    return card.funding === 'prepaid' ? 'prepaid-or-virtual' : 'not-a-credit-card';
  }
  if (policy.refuseForeignIssuer && homeOfIssuer(card.issuingCountry) !== homeOfIssuer(region)) {
    return 'issued-in-other-country';
  }
  return whyTaken(card, journey, world);
}
