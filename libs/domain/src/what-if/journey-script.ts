import type { AccountEvent } from '../account/events';
import { evolveAccount } from '../account/state';
import { failureFor } from '../bank-answer';
import type { CardAdditionCommand } from '../card-addition/commands';
import type { CardAdditionEvent, CardAdditionFailure } from '../card-addition/events';
import { initialWorld, type CardAdditionWorld } from '../card-addition/world';
import type { CardFingerprintEvent } from '../card-fingerprint/events';
import type { Sealed } from '../fact';
import { evolveMobileNumber } from '../mobile-number/state';
import type { MobileNumberEvent } from '../mobile-number/events';
import { evolveCardFingerprint } from '../card-fingerprint/state';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet } from '../wallet/state';
import { inLogOrder, type RecordedFact, type Recording } from './recording';

/** How others moved the world of a journey: a fact of theirs that the rules look at. */
export type WorldMove = (world: CardAdditionWorld) => CardAdditionWorld;

/** What came to a journey from outside: commands that follow from a fact on record, or what others wrote. */
export type JourneyInput =
  | { readonly at: string; readonly commands: readonly CardAdditionCommand[] }
  | { readonly at: string; readonly moves: WorldMove };

/** A journey as it began, and everything that came to it. */
export interface JourneyScript {
  readonly world: CardAdditionWorld;
  /** In the order of the log. */
  readonly inputs: readonly JourneyInput[];
  readonly recorded: readonly CardAdditionEvent[];
}

/** No content: what is sealed is no part of a recording. */
const NOTHING_SEALED = '' as Sealed;
/** A digest that is nobody's: how a wrong code compares. */
const WRONG = 'wrong-code';

/** Takes a recording of a journey apart. @throws {RangeError} for one of a journey that never began */
export function journeyScript({ id, facts: all }: Recording): JourneyScript {
  const facts = [...all].sort(inLogOrder);
  const mine = facts.filter((one) => one.category === 'cardAddition' && one.id === id);
  const [first] = mine;
  if (!first) throw new RangeError('a recording of no journey');
  const own = new Set(mine.map(({ commandId }) => commandId));
  const others = facts.filter(({ commandId }) => !own.has(commandId));
  const isBefore = (one: RecordedFact): boolean => inLogOrder(one, first) < 0;
  const world = others.filter(isBefore).reduce((before, one) => moveOf(one)(before), initialWorld);
  const recorded = mine.map(({ fact }) => fact as CardAdditionEvent);
  const inputs = facts.flatMap((one): JourneyInput[] => {
    if (mine.includes(one)) return commandsOf(mine, one);
    return own.has(one.commandId) || isBefore(one) ? [] : [{ at: one.fact.at, moves: moveOf(one) }];
  });
  return { world, inputs, recorded };
}

function moveOf({ category, fact }: RecordedFact): WorldMove {
  switch (category) {
    case 'account':
      return (world) => ({ ...world, account: evolveAccount(world.account, fact as AccountEvent) });
    case 'wallet':
      return (world) => ({ ...world, wallet: evolveWallet(world.wallet, fact as WalletEvent) });
    case 'cardFingerprint':
      return (world) => ({
        ...world,
        fingerprint: evolveCardFingerprint(world.fingerprint, fact as CardFingerprintEvent),
      });
    case 'mobileNumber':
      return (world) => ({ ...world, number: evolveMobileNumber(world.number, fact as MobileNumberEvent) });
    default:
      return (world) => world;
  }
}

function commandsOf(mine: readonly RecordedFact[], one: RecordedFact): JourneyInput[] {
  const facts = mine.map(({ fact }) => fact as CardAdditionEvent);
  const n = mine.indexOf(one);
  const { fact } = one as { fact: CardAdditionEvent };
  const sameDecision = mine.filter(({ commandId }) => commandId === one.commandId).map((it) => it.fact.type);
  const commands = commandsBehind(fact, { before: facts.slice(0, n), after: facts.slice(n + 1), sameDecision });
  return commands.length > 0 ? [{ at: fact.at, commands }] : [];
}

interface Around {
  readonly before: readonly CardAdditionEvent[];
  readonly after: readonly CardAdditionEvent[];
  readonly sameDecision: readonly string[];
}

/** What was asked for, or told by the bank, when this fact was written. Time that ran out is the run's own matter. */
function commandsBehind(fact: CardAdditionEvent, around: Around): readonly CardAdditionCommand[] {
  switch (fact.type) {
    case 'CardAdditionStarted': {
      const { journeyId, accountId, policy } = fact.data;
      return [{ type: 'AddCard', journeyId, accountId, clickedAt: fact.at, policy }];
    }
    case 'EmailCodeSent':
      return [{ type: 'SendEmailCode', digest: fact.data.digest, sealedCode: NOTHING_SEALED }];
    case 'WrongEmailCodeEntered':
      return [{ type: 'ConfirmEmail', digest: WRONG }];
    case 'EmailConfirmed':
      return [{ type: 'ConfirmEmail', digest: newest(around.before, 'EmailCodeSent')?.data.digest ?? '' }];
    case 'SmsCodeSent': {
      const { numberHash, digest } = fact.data;
      return [{ type: 'SendSmsCode', numberHash, digest, sealedNumber: NOTHING_SEALED, sealedCode: NOTHING_SEALED }];
    }
    case 'WrongSmsCodeEntered':
    case 'MobileConfirmed': {
      const sent = newest(around.before, 'SmsCodeSent')?.data;
      const digest = fact.type === 'MobileConfirmed' ? (sent?.digest ?? '') : WRONG;
      return [{ type: 'ConfirmMobile', numberHash: sent?.numberHash ?? '', digest }];
    }
    case 'InformationGiven': {
      const { accountType, industry, currency, currencyChosen } = fact.data;
      const chosen = currencyChosen ? { currency } : {};
      return [{ type: 'GiveInformation', accountType, industry, ...chosen, sealed: NOTHING_SEALED }];
    }
    case 'CardSubmitted':
      return [{ type: 'SubmitCard', ...fact.data, sealed: NOTHING_SEALED }];
    case 'CardAdditionAbandoned':
      return fact.data.because === 'cancelled' ? [{ type: 'Cancel' }] : [];
    case 'CardAdditionFailed':
      return failed(fact.data, around);
    default:
      return bankCommands(fact, around);
  }
}

/** A failure that did not follow from the card itself, an answer of the bank, or time alone. */
function failed(failure: CardAdditionFailure, { before, sameDecision }: Around): readonly CardAdditionCommand[] {
  const isOfCard = sameDecision.includes('CardSubmitted');
  const isOfBank = before.some(({ type }) => type === 'HoldPlaced' || type === 'HoldDeclined');
  const isOfTime = failure.result === 'bank-page-timed-out' || failure.result === 'hold-result-unknown';
  if (isOfCard || isOfBank || isOfTime) return [];
  return failure.result === 'bank-page-cancelled' ? [{ type: 'Cancel' }] : [{ type: 'Fail', failure }];
}

function bankCommands(fact: CardAdditionEvent, { before, after }: Around): readonly CardAdditionCommand[] {
  switch (fact.type) {
    case 'HoldAsked': {
      const { key, amount, rate, rounding } = fact.data;
      return [{ type: 'NoteHoldAsked', key, amount, rate, rounding }];
    }
    case 'HoldUnknown':
      return [{ type: 'NoteHoldUnknown', key: fact.data.key }];
    case 'NothingWasHeld':
      return [{ type: 'NoteNothingHeld', of: fact.data.of }];
    case 'BankPageOpened': {
      const { key, holdId, url } = fact.data;
      return [{ type: 'NoteBankPage', key, holdId, url }];
    }
    case 'HoldPlaced': {
      const identity = before.find((it) => it.type === 'IdentityConfirmed');
      const placed = { type: 'NoteHoldPlaced', ...fact.data, transStatus: identity?.data.transStatus } as const;
      const failure = after.find((it) => it.type === 'CardAdditionFailed')?.data;
      // The bank held it and did not say who stands behind it: the journey failed by that word.
      const isRefused = failure?.networkCode === '00';
      return [placed, isRefused ? { type: 'Fail', failure } : { type: 'Succeed' }];
    }
    case 'HoldDeclined': {
      const { key, networkCode, adviceCode } = fact.data;
      const result = after.find((it) => it.type === 'CardAdditionFailed')?.data.result;
      const refusal = { networkCode, adviceCode, ...HOW_REFUSED[result ?? ''] };
      return [
        { type: 'NoteHoldDeclined', key, networkCode, ...(adviceCode !== undefined && { adviceCode }) },
        { type: 'Fail', failure: failureFor(refusal) },
      ];
    }
    default:
      return [];
  }
}

/** What else the bank must have said, by the Result that it had. */
const HOW_REFUSED: Readonly<Record<string, object>> = {
  'bank-page-cancelled': { bankPage: 'cancelled' },
  'bank-rejected': { bankPage: 'failed' },
  'data-wrong-or-too-many-tries': { securityCode: 'mismatch' },
};

function newest<Type extends CardAdditionEvent['type']>(facts: readonly CardAdditionEvent[], type: Type) {
  return facts.findLast((fact): fact is Extract<CardAdditionEvent, { type: Type }> => fact.type === type);
}
