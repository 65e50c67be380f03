import { later } from '../instant';
import { Refusal } from '../refusal';
import type { NoteCommand } from './commands';
import { expectOpen, expectStarted } from './expect';
import type { Hold } from './hold-state';
import type { HoldFact, Proof, ProofWrites, StartedProof } from './proof';

type Note<Type extends NoteCommand['type']> = Extract<NoteCommand, { type: Type }>;

/** R22: the one key under which a journey may hold. */
export function holdKey(journeyId: string): string {
  return `${journeyId}/hold`;
}

/**
 * R22–24: the hold is about to be asked for. From this fact on its release is armed. A repeat adds nothing.
 * @throws {Refusal} `journey-over`, `step-out-of-order` before a card or under another key, `currency-mismatch`.
 */
export function noteHoldAsked(command: Note<'NoteHoldAsked'>, journey: Proof, at: string): ProofWrites {
  const started = expectStarted(journey);
  const { key, amount, rate, rounding } = command;
  if (started.hold?.key === key) return {};
  const { card, currency, journeyId } = expectOpen(started);
  if (!card) throw new Refusal('step-out-of-order', 'no card was submitted', { step: 'card' });
  if (key !== holdKey(journeyId)) throw new Refusal('step-out-of-order', 'a journey holds under its own key only');
  if (amount.currency !== currency || rate.to !== currency) throw new Refusal('currency-mismatch', amount.currency);
  return { journey: [{ type: 'HoldAsked', at, data: { key, token: card.token, amount, rate, rounding } }] };
}

/** No answer came: unknown is not a no. Nothing once an answer is known. */
export function noteHoldUnknown({ key }: Note<'NoteHoldUnknown'>, journey: Proof, at: string): ProofWrites {
  const { hold } = expectHold(journey, key);
  return hold.status === 'asked' ? { journey: [{ type: 'HoldUnknown', at, data: { key } }] } : {};
}

/**
 * The bank holds the amount. An answer to an open key is always recorded, also after the journey is over and also when it
 * contradicts an earlier one: what is held must be given back.
 */
export function noteHoldPlaced(command: Note<'NoteHoldPlaced'>, journey: Proof, at: string): ProofWrites {
  const { key, holdId, transStatus } = command;
  const { hold } = expectHold(journey, key);
  if (hold.status === 'placed' || wasGivenBack(hold)) return {};
  const placed: HoldFact = { type: 'HoldPlaced', at, data: { key, holdId } };
  if (!transStatus) return { journey: [placed] };
  return { journey: [{ type: 'IdentityConfirmed', at, data: { key, transStatus } }, placed] };
}

/** The bank said no, so nothing is held. Nothing to add once another answer is known. */
export function noteHoldDeclined(command: Note<'NoteHoldDeclined'>, journey: Proof, at: string): ProofWrites {
  const { key, networkCode, adviceCode } = command;
  const { hold } = expectHold(journey, key);
  if (!isOpenAtBank(hold)) return {};
  const data = adviceCode === undefined ? { key, networkCode } : { key, networkCode, adviceCode };
  return { journey: [{ type: 'HoldDeclined', at, data }] };
}

/** R29: the bank wants to see the person on its own page, open for `bankPageMs`. */
export function noteBankPage(command: Note<'NoteBankPage'>, journey: Proof, at: string): ProofWrites {
  const { key, holdId, url } = command;
  const { hold, policy } = expectHold(journey, key);
  if (!isOpenAtBank(hold) || hold.status === 'page-open') return {};
  const closesAt = later(at, policy.bankPageMs);
  return { journey: [{ type: 'BankPageOpened', at, data: { key, holdId, url, closesAt } }] };
}

/** The journey with its hold. @throws {Refusal} `step-out-of-order`: no hold was asked for under this key. */
export function expectHold(journey: Proof, key: string): StartedProof & { hold: Hold } {
  const started = expectStarted(journey);
  const { hold } = started;
  if (hold?.key !== key) throw new Refusal('step-out-of-order', `no hold under ${key}`);
  return { ...started, hold };
}

/** Whether the bank may still say yes or no. */
export function isOpenAtBank({ status }: Hold): boolean {
  return status === 'asked' || status === 'unknown' || status === 'page-open';
}

/** Whether the amount went back to the card. */
export function wasGivenBack({ status }: Hold): boolean {
  return status === 'voided' || status === 'refunded';
}
