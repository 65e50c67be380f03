import { declineFor } from '../declines';
import type { EvidenceEntry } from './entry';

/** What one entry of a pack proves. */
export interface EvidenceFinding {
  /** Number of the entry. */
  readonly no: number;
  readonly at: string;
  readonly words: string;
}

/** What was agreed to, what the banks said, and what money moved: each names the entry that proves it. */
export interface EvidenceFindings {
  readonly consents: readonly EvidenceFinding[];
  readonly bankAnswers: readonly EvidenceFinding[];
  readonly money: readonly EvidenceFinding[];
}

type Data = Readonly<Record<string, unknown>>;
type Words = (data: Data) => string | undefined;

/** What a person did knowingly. */
const CONSENTS: Readonly<Record<string, Words>> = {
  CardAdditionStarted: () => 'The customer clicked Add Card.',
  EmailConfirmed: () => 'The customer entered the code sent to the account’s email address.',
  MobileConfirmed: () => 'The customer entered the code sent to the mobile number.',
  InformationGiven: () => 'The customer gave the account information.',
  CardSubmitted: ({ card }) => `The customer submitted ${cardWords(card)} and agreed to postpayment by it.`,
  IdentityConfirmed: ({ transStatus }) =>
    `The bank confirmed who the customer is (3-D Secure, ${String(transStatus)}).`,
  ValidityChangeStarted: () => 'The customer entered a new date of the card.',
  DefaultCardSet: ({ because }) => (because === 'chosen' ? 'The customer chose this card as the default.' : undefined), // D5: the first one is by itself
  CardsReordered: () => 'The customer chose the order of deductions.',
  CardRemoved: () => 'The customer deleted the card.',
  DeductionRoundStarted: ({ because }) =>
    because === 'asked' || because === 'confirmation' ? 'The customer asked for the payment in person.' : undefined,
};

/** What a bank said. */
const BANK_ANSWERS: Readonly<Record<string, Words>> = {
  HoldPlaced: () => 'The bank approved the hold.',
  HoldDeclined: (data) => declined('the hold', data),
  HoldUnknown: () => 'No answer to the hold yet.',
  BankPageOpened: () => 'The bank asked to see the customer on its own page.',
  HoldVoided: () => 'The bank took the hold back.',
  HoldRefunded: () => 'The bank refunded the hold.',
  NothingWasHeld: () => 'The bank never held anything.',
  CardCharged: ({ key }) => `The bank approved charge ${String(key)}.`,
  CardChargeDeclined: (data) => declined(`charge ${String(data['key'])}`, data),
  CardChargeUnknown: ({ key }) => `No answer to charge ${String(key)} yet.`,
  CardPartApproved: ({ key }) => `The bank approved only a part of charge ${String(key)}; nothing of it was kept.`,
  ConfirmationAsked: () => 'The bank asked the customer to confirm.',
  PaymentPageOpened: () => 'The bank asked to see the customer on its own page.',
  ChargeVoided: ({ of }) => `The bank took charge ${String(of)} back.`,
  ChargeRefunded: ({ of }) => `The bank refunded charge ${String(of)}.`,
};

/** What was owed, asked for and paid. */
const MONEY: Readonly<Record<string, Words>> = {
  HoldAsked: ({ amount }) => `A hold of ${moneyWords(amount)} was asked for.`,
  BillIssued: ({ number, amount }) => `Bill ${String(number)} over ${moneyWords(amount)} was issued.`,
  BillSent: () => 'The bill was sent to the customer.',
  CardChargeStarted: ({ key, amount, cardId }) =>
    `Charge ${String(key)} of ${moneyWords(amount)} was asked for from ${String(cardId)}.`,
  BillPaid: ({ cardId }) => `The bill was paid by ${String(cardId)}.`,
  BillPaidByHand: ({ reference }) => `The bill was paid another way: ${String(reference)}.`,
  BillCredited: ({ amount }) => `A credit of ${moneyWords(amount)} was given.`,
  PaymentOverdue: ({ amount }) => `The bill was overdue with ${moneyWords(amount)}.`,
};

/** Whose doing a fact is where nobody is named in it: of the customer, the bank, the cloud's metering, or Onfile itself. */
export function whoseDoing(type: string, data: unknown): string {
  const { by } = data as { by?: string };
  if (by !== undefined) return by;
  if (type === 'ChargeRecorded') return 'metering';
  if (type === 'IdentityConfirmed' || Object.hasOwn(BANK_ANSWERS, type)) return 'bank';
  return wordsOf(type, data, CONSENTS) === undefined ? 'onfile' : 'customer';
}

/** What entries prove, in words. Made of them alone, so that it can be made anew. */
export function evidenceFindings(entries: readonly EvidenceEntry[]): EvidenceFindings {
  const of = (kinds: Readonly<Record<string, Words>>) => entries.flatMap((entry) => findingOf(entry, kinds));
  return { consents: of(CONSENTS), bankAnswers: of(BANK_ANSWERS), money: of(MONEY) };
}

function findingOf({ no, at, type, data }: EvidenceEntry, kinds: Readonly<Record<string, Words>>): EvidenceFinding[] {
  const words = wordsOf(type, data, kinds);
  return words === undefined ? [] : [{ no, at, words }];
}

const wordsOf = (type: string, data: unknown, kinds: Readonly<Record<string, Words>>): string | undefined =>
  Object.hasOwn(kinds, type) ? kinds[type]?.(data as Data) : undefined;

function declined(what: string, { networkCode, adviceCode }: Data): string {
  const code = String(networkCode);
  const advice = adviceCode === undefined ? '' : `, advice ${String(adviceCode)}`;
  return `The bank refused ${what}: ${declineFor(code).shown} (code ${code}${advice})`;
}

const moneyWords = (amount: unknown): string => {
  const { currency, minor } = amount as { currency: string; minor: number };
  return `${currency} ${minor}`;
};

const cardWords = (card: unknown): string => {
  const { brand, last4, expiry } = card as { brand: string; last4: string; expiry: string };
  return `the ${brand} card ending in ${last4}, good to ${expiry},`;
};
