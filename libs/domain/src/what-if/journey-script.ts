import type { AccountEvent } from '../account/events';
import { evolveAccount } from '../account/state';
import type { CardAdditionCommand } from '../card-addition/commands';
import type { CardAdditionEvent, WhyAbandoned } from '../card-addition/events';
import { initialWorld, type CardAdditionWorld } from '../card-addition/world';
import type { CardFingerprintEvent } from '../card-fingerprint/events';
import type { Sealed } from '../fact';
import { evolveMobileNumber } from '../mobile-number/state';
import type { MobileNumberEvent } from '../mobile-number/events';
import { evolveCardFingerprint } from '../card-fingerprint/state';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet } from '../wallet/state';
import { bankCommands, failedCommands, type Around, type ProofFact } from './bank-commands';
import { inLogOrder, type RecordedFact, type Recording } from './recording';

/** What came to a process from outside: commands that follow from a fact on record, or what others wrote. */
export type ProofInput<World, Command> =
  | { readonly at: string; readonly commands: readonly Command[] }
  | { readonly at: string; readonly moves: (world: World) => World };

/** A process that proves a card as it began, and everything that came to it. */
export interface ProofScript<World, Command, Event> {
  readonly world: World;
  /** In the order of the log. */
  readonly inputs: readonly ProofInput<World, Command>[];
  readonly recorded: readonly Event[];
}

type JourneyInput = ProofInput<CardAdditionWorld, CardAdditionCommand>;
type WorldMove = (world: CardAdditionWorld) => CardAdditionWorld;

/** No content: what is sealed is no part of a recording. */
const NOTHING_SEALED = '' as Sealed;
/** A digest that is nobody's: how a wrong code compares. */
const WRONG = 'wrong-code';

/** Takes a recording of a journey apart. @throws {RangeError} for one of a journey that never began */
export function journeyScript({
  id,
  facts: all,
}: Recording): ProofScript<CardAdditionWorld, CardAdditionCommand, CardAdditionEvent> {
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
      return abandonedCommands(fact.data.because);
    case 'CardAdditionFailed':
      return failedCommands(fact.data, around);
    default:
      return bankCommands(fact, around);
  }
}

function abandonedCommands(because: WhyAbandoned): readonly CardAdditionCommand[] {
  if (because === 'timed-out') return [];
  return because === 'cancelled' ? [{ type: 'Cancel' }] : [{ type: 'BreakOff', because }];
}

function newest<Type extends CardAdditionEvent['type']>(facts: readonly ProofFact[], type: Type) {
  return facts.findLast((fact): fact is Extract<CardAdditionEvent, { type: Type }> => fact.type === type);
}
