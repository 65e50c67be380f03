import type { Account, AccountEvent, CardSummary, ValidityChangeEvent, Wallet, WalletEvent } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { NoticeToSend } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { sayResult } from './say-result';
import type { Told, Tongue } from './told';

/** A notice about cards on file, and what follows from them. */
export type CardNotice = Extract<NoticeToSend, { accountId: string }>;

type ToldFact = WalletEvent | AccountEvent | ValidityChangeEvent;

/** The words that a notice about cards on file needs; undefined where its fact is not there, or is so no more. */
export async function wordsOfCardNotice(
  { log }: Pick<ActivityPorts, 'log'>,
  notice: CardNotice,
): Promise<Told['words'] | undefined> {
  const fact = await factBehind({ log }, notice);
  if (!fact) return undefined;
  const { state: wallet } = await log.read(stream('wallet', notice.accountId));
  const { state: account } = await log.read(stream('account', notice.accountId));
  if (!isStillSo(fact, wallet, account)) return undefined;
  const onFile = [...wallet.cards, ...wallet.removed];
  const named = (cardId: string) => maskedCard(onFile.find((card) => card.cardId === cardId)?.card);
  return (tongue) => wordsOf(fact, named, tongue);
}

/** A mail may have waited for days: what asks the customer for something is told only while it is still to be done. */
function isStillSo(fact: ToldFact, { cards }: Wallet, { postpayment }: Account): boolean {
  switch (fact.type) {
    case 'CardExpired':
    case 'CardExpiryWarned':
      return cards.some(({ cardId, card }) => cardId === fact.data.cardId && card.expiry === fact.data.expiry);
    case 'CardBlocked':
      return cards.some(({ cardId, blocked }) => cardId === fact.data.cardId && blocked !== undefined);
    case 'PostpaymentSuspended':
      return postpayment === 'suspended';
    default:
      return true;
  }
}

async function factBehind(
  { log }: Pick<ActivityPorts, 'log'>,
  { eventId, stream: category, streamId }: CardNotice,
): Promise<ToldFact | undefined> {
  const { facts } = await log.read(stream(category, streamId));
  const found = (facts as readonly { readonly id: string; readonly fact: ToldFact }[]).find(({ id }) => id === eventId);
  return found?.fact;
}

/** R32–33: masked numbers only, and never the bank's raw code. */
function wordsOf(fact: ToldFact, named: (cardId: string) => string, tongue: Tongue): Record<string, string> {
  switch (fact.type) {
    case 'CardRemoved':
      return { card: maskedCard(fact.data.card) };
    case 'DefaultCardSet':
    case 'CardBlocked':
    case 'PostpaymentRestored':
      return { card: named(fact.data.cardId) };
    case 'CardValidityChanged':
    case 'CardUpdated': {
      const { card, replaced } = fact.data;
      const before = maskedCard({ ...card, last4: replaced.last4 });
      return { card: maskedCard(card), before, from: monthOf(replaced.expiry), to: monthOf(card.expiry) };
    }
    case 'CardExpired':
      return { card: named(fact.data.cardId), expiry: monthOf(fact.data.expiry) };
    case 'CardExpiryWarned': {
      const { cardId, expiry, daysBefore } = fact.data;
      return { card: named(cardId), expiry: monthOf(expiry), days: String(daysBefore) };
    }
    case 'ValidityChangeFailed':
      return { ...sayResult(fact.data.result, fact.data.networkCode, tongue) };
    case 'CurrencyChosen':
      return { currency: fact.data.currency };
    default:
      return {};
  }
}

const maskedCard = (card: Pick<CardSummary, 'brand' | 'last4'> | undefined): string =>
  card ? `${card.brand} •••• ${card.last4}` : '';

/** `2030-07` as it is printed on cards. */
const monthOf = (expiry: string): string => `${expiry.slice(5)}/${expiry.slice(2, 4)}`;
