import type { CardFingerprintEvent } from '../card-fingerprint/events';
import { qualificationWith } from '../postpayment/qualification';
import { Refusal } from '../refusal';
import type { CardSummary } from '../card';
import type { WalletCommandOf } from './commands';
import type { WalletEvent } from './events';
import { evolveWallet, type WalletCard } from './state';
import type { WalletWorld, WalletWrites } from './world';

/**
 * The card network's word that a card was reissued or dated anew. Both values stay in the history. It unblocks what is
 * not blocked for good; a new number unblocks that too. Nothing for a card that is gone, for what is known already, or
 * for a number that another account holds (D16).
 * @throws {Refusal} `wallet-changed`: the card got another number meanwhile, load again.
 */
export function updateCard(command: WalletCommandOf<'UpdateCard'>, world: WalletWorld, at: string): WalletWrites {
  const { wallet, account } = world;
  const { token, card, billingZone } = command;
  const held = wallet.cards.find((one) => one.card.token === token);
  if (!held || isSame(held.card, card)) return {};
  if (held.card.fingerprint !== command.fingerprint) throw new Refusal('wallet-changed', 'the card got a new number');
  const hasNewNumber = held.card.fingerprint !== card.fingerprint;
  if (hasNewNumber && world.newFingerprint.takenBy) return {};
  const accountId = account.registered?.accountId ?? '';
  const { cardId } = held;
  const { token: oldToken, expiry, last4 } = held.card;
  const replaced = { token: oldToken, expiry, last4 };
  const facts: WalletEvent[] = [{ type: 'CardUpdated', at, data: { accountId, cardId, card, replaced } }];
  if (held.blocked && (hasNewNumber || !held.blocked.forGood)) {
    facts.push({ type: 'CardUnblocked', at, data: { accountId, cardId, because: 'updated-by-network' } });
  }
  const qualification = qualificationWith(facts.reduce(evolveWallet, wallet), account, at, billingZone);
  return {
    wallet: facts,
    ...(qualification.length > 0 && { account: qualification }),
    ...(hasNewNumber && numberChanged(accountId, held, at)),
  };
}

function isSame(a: CardSummary, b: CardSummary): boolean {
  return a.token === b.token && a.expiry === b.expiry && a.last4 === b.last4 && a.fingerprint === b.fingerprint;
}

function numberChanged(
  accountId: string,
  { cardId }: WalletCard,
  at: string,
): { fingerprint: CardFingerprintEvent[]; newFingerprint: CardFingerprintEvent[] } {
  const data = { accountId, cardId };
  return {
    fingerprint: [{ type: 'FingerprintReleased', at, data }],
    newFingerprint: [{ type: 'FingerprintTaken', at, data }],
  };
}
