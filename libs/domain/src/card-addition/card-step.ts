import type { CardSummary } from '../card';
import { isExpired } from '../card-expiry';
import { Refusal } from '../refusal';
import type { CustomerCommand } from './commands';
import { expectRoom, whyNot } from './card-rules';
import { fail } from './endings';
import { expectOpen, expectStep } from './expect';
import type { Journey } from './state';
import type { CardAdditionWorld, CardAdditionWrites } from './world';

type SubmitCard = Extract<CustomerCommand, { type: 'SubmitCard' }>;

/** R26–28: the region that asks for an ID with the card. */
const ASKS_TAX_ID = 'CL';

/**
 * The part of R21–28 that the journey alone decides. Answers whether this is the same card again (R22: a double Yes).
 * @throws {Refusal} `step-out-of-order`, `journey-over`, `bank-is-checking`, `expiry-in-past`, `tax-id-missing`,
 * `tax-id-invalid`.
 */
export function checkCard(command: SubmitCard, journey: Journey, at: string): { repeat: boolean } {
  const open = expectOpen(journey);
  if (isSameCard(open.card, command.card)) return { repeat: true };
  const { policy, region } = expectStep(open, 'card');
  if (isExpired(command.card.expiry, at, policy.billingZone)) {
    throw new Refusal('expiry-in-past', command.card.expiry, { field: 'expiry' });
  }
  checkTaxIdGiven(command, region, policy.rutStrict);
  return { repeat: false };
}

/**
 * R21–28, D16: the card is submitted. A card that may not be added fails the journey at once, and no hold is asked for.
 * The same card again adds nothing.
 * @throws {Refusal} as `checkCard`, and `too-many-cards`.
 */
export function submitCard(command: SubmitCard, world: CardAdditionWorld, at: string): CardAdditionWrites {
  if (checkCard(command, world.journey, at).repeat) return {};
  const open = expectOpen(world.journey);
  expectRoom(world.wallet.cards.length, open.policy);
  const { card, taxId, sealed } = command;
  const data = taxId ? { card, taxId } : { card };
  const submitted = { type: 'CardSubmitted', at, sealed, data } as const;
  const result = whyNot(card, open, world);
  if (!result) return { journey: [submitted] };
  const { journey = [], ...rest } = fail(open, { result }, at);
  return { journey: [submitted, ...journey], ...rest };
}

function checkTaxIdGiven({ taxId }: SubmitCard, region: string, strict: boolean): void {
  const field = 'taxId';
  if (region !== ASKS_TAX_ID) {
    if (taxId) throw new Refusal('tax-id-invalid', `no ID is asked for in ${region}`, { field });
    return;
  }
  if (!taxId) throw new Refusal('tax-id-missing', 'Chile asks for an ID with the card', { field });
  if (strict && taxId.warning) throw new Refusal('tax-id-invalid', taxId.warning, { field });
}

function isSameCard(submitted: CardSummary | undefined, card: CardSummary): boolean {
  return submitted?.fingerprint === card.fingerprint && submitted.expiry === card.expiry;
}
