import type { AccountEvent } from '../account/events';
import { evolveAccount } from '../account/state';
import type { ValidityChangeCommand } from '../card-validity-change/commands';
import type { ValidityChangeEvent } from '../card-validity-change/events';
import { initialValidityChangeWorld, type ValidityChangeWorld } from '../card-validity-change/world';
import type { WalletEvent } from '../wallet/events';
import { evolveWallet } from '../wallet/state';
import { bankCommands, failedCommands, resultOf, type Around } from './bank-commands';
import type { ProofInput, ProofScript } from './journey-script';
import { inLogOrder, type RecordedFact, type Recording } from './recording';

type Input = ProofInput<ValidityChangeWorld, ValidityChangeCommand>;

/** Takes a recording of a change of validity apart (R37). @throws {RangeError} for one of a change that never began */
export function changeScript({
  id,
  facts: all,
}: Recording): ProofScript<ValidityChangeWorld, ValidityChangeCommand, ValidityChangeEvent> {
  const facts = [...all].sort(inLogOrder);
  const mine = facts.filter((one) => one.category === 'cardValidityChange' && one.id === id);
  const [first] = mine;
  if (!first) throw new RangeError('a recording of no change of validity');
  const own = new Set(mine.map(({ commandId }) => commandId));
  const isBefore = (one: RecordedFact): boolean => inLogOrder(one, first) < 0;
  const others = facts.filter(({ commandId }) => !own.has(commandId));
  const world = others.filter(isBefore).reduce((before, one) => moved(before, one), initialValidityChangeWorld);
  const recorded = mine.map(({ fact }) => fact as ValidityChangeEvent);
  const inputs = facts.flatMap((one): Input[] => {
    const n = mine.indexOf(one);
    const { at } = one.fact;
    if (n < 0) return own.has(one.commandId) || isBefore(one) ? [] : [{ at, moves: (before) => moved(before, one) }];
    const around = { before: recorded.slice(0, n), after: recorded.slice(n + 1), sameDecision: [] };
    const commands = commandsBehind(recorded[n]!, around);
    return commands.length > 0 ? [{ at, commands }] : [];
  });
  return { world, inputs, recorded };
}

function moved(world: ValidityChangeWorld, { category, fact }: RecordedFact): ValidityChangeWorld {
  if (category === 'account') return { ...world, account: evolveAccount(world.account, fact as AccountEvent) };
  if (category === 'wallet') return { ...world, wallet: evolveWallet(world.wallet, fact as WalletEvent) };
  return world;
}

function commandsBehind(fact: ValidityChangeEvent, around: Around): readonly ValidityChangeCommand[] {
  switch (fact.type) {
    case 'ValidityChangeStarted': {
      const { changeId, accountId, cardId, card, policy } = fact.data;
      return [{ type: 'ChangeValidity', changeId, accountId, cardId, card, policy }];
    }
    case 'ValidityChangeFailed':
      return failedCommands(resultOf(fact.data), around);
    default:
      return bankCommands(fact, around);
  }
}
