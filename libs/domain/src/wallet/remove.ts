import type { AccountEvent } from '../account/events';
import type { CardFingerprintEvent } from '../card-fingerprint/events';
import { expectNoUnpaidBill, type Debts } from '../postpayment/debts';
import { qualificationWith } from '../postpayment/qualification';
import { Refusal } from '../refusal';
import type { WalletCommandOf } from './commands';
import type { WalletEvent } from './events';
import { expectOnFile, expectValid, expectVersion, otherValidCards } from './expect';
import { evolveWallet, type Wallet, type WalletCard } from './state';
import type { WalletWorld, WalletWrites } from './world';

type RemoveCard = WalletCommandOf<'RemoveCard'>;

/**
 * R39–40, D17: the card is taken off, and its number is free again in the same append. The default stays, unless another
 * one is chosen in the same step or, being the last card, it goes with the right to pay later. A second time adds nothing.
 * @throws {Refusal} `card-unknown`; `wallet-changed`; `default-card` with the cards that could become the default;
 * `last-card`; `bill-unpaid`, `charges-unbilled`; for the new default as `setDefault`.
 */
export function removeCard(command: RemoveCard, world: WalletWorld, at: string): WalletWrites {
  const { wallet, account } = world;
  const { cardId, billingZone, ifVersion } = command;
  if (wallet.removed.some((card) => card.cardId === cardId)) return {};
  const held = expectOnFile(wallet, cardId);
  // The loaded fingerprint is that of the number before the network changed it: load again.
  if (held.card.fingerprint !== command.fingerprint) throw new Refusal('wallet-changed', 'the card got a new number');
  expectVersion(wallet, ifVersion);
  const givesUp = isLastOne(wallet, cardId) && command.giveUpPostpayment === true;
  if (givesUp) expectNothingOwed(world.debts);
  const facts = [...newDefault(command, wallet, at), ...(givesUp ? [] : keepsDefault(command, wallet, at))];
  const because = givesUp ? 'postpayment-given-up' : 'asked';
  const accountId = account.registered?.accountId ?? '';
  facts.push({ type: 'CardRemoved', at, data: { accountId, cardId, card: held.card, because } });
  const after = facts.reduce(evolveWallet, wallet);
  const qualification: AccountEvent[] = givesUp
    ? givenUp(world, cardId, at)
    : qualificationWith(after, account, at, billingZone);
  return {
    wallet: facts,
    ...(qualification.length > 0 && { account: qualification }),
    ...released(held, world, at),
  };
}

function isLastOne({ cards }: Wallet, cardId: string): boolean {
  return cards.every((held) => held.cardId === cardId);
}

/** R40: "choose the new default and remove", all at once. */
function newDefault(
  { newDefault: chosen, cardId, billingZone }: RemoveCard,
  wallet: Wallet,
  at: string,
): WalletEvent[] {
  if (chosen === undefined) return [];
  if (chosen === cardId) throw new Refusal('default-card', 'another card must become the default', { cards: [] });
  expectValid(wallet, chosen, at, billingZone);
  if (wallet.defaultCardId === chosen) return [];
  return [{ type: 'DefaultCardSet', at, data: { cardId: chosen, because: 'chosen' } }];
}

/** R40: @throws {Refusal} `default-card`, or `last-card` where no other card is on file. */
function keepsDefault({ cardId, newDefault: chosen, billingZone }: RemoveCard, wallet: Wallet, at: string): [] {
  if (wallet.defaultCardId !== cardId || chosen !== undefined) return [];
  if (isLastOne(wallet, cardId)) throw new Refusal('last-card', cardId);
  const cards = otherValidCards(wallet, cardId, at, billingZone);
  throw new Refusal('default-card', 'choose another default first', { cards });
}

/** D17: @throws {Refusal} `bill-unpaid`, `charges-unbilled`. */
function expectNothingOwed(debts: Debts): void {
  expectNoUnpaidBill(debts);
  if (debts.hasUnbilledCharges) throw new Refusal('charges-unbilled', 'expenses are waiting for their bill');
}

function givenUp({ account }: WalletWorld, cardId: string, at: string): AccountEvent[] {
  return account.postpayment === 'none' ? [] : [{ type: 'PostpaymentGivenUp', at, data: { cardId } }];
}

function released(
  { cardId }: WalletCard,
  { fingerprint, account }: WalletWorld,
  at: string,
): { fingerprint?: CardFingerprintEvent[] } {
  const { takenBy } = fingerprint;
  const accountId = account.registered?.accountId;
  if (takenBy?.cardId !== cardId || takenBy.accountId !== accountId) return {};
  return { fingerprint: [{ type: 'FingerprintReleased', at, data: { accountId, cardId } }] };
}
