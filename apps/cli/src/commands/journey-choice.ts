import type { Command } from 'commander';
import { UsageError } from '../exit-codes';
import { wholeNumber } from './whole-number';

const STATES = ['open', 'stuck', 'late', 'failed', 'succeeded', 'abandoned'] as const;
const KINDS = ['card-addition', 'validity-change'] as const;

/** Which journeys a command is about. */
export interface JourneyChoice {
  readonly account?: string;
  readonly last4?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly cursor?: string;
  readonly limit?: string;
}

/** Adds the options that choose journeys. */
export const withJourneyChoice = (command: Command): Command =>
  command
    .option('--account <id>', 'of this account')
    .option('--last4 <digits>', 'of cards that end so')
    .option('--state <state>', STATES.join(', '))
    .option('--kind <kind>', KINDS.join(', '))
    .option('--limit <n>', 'at most so many of them')
    .option('--cursor <cursor>', 'go on where an earlier list ended');

/** The choice as the api takes it. @throws {UsageError} */
export function journeysQuery({ account, last4, state, kind, cursor, limit }: JourneyChoice) {
  return {
    ...(account !== undefined && { account }),
    ...(last4 !== undefined && { last4 }),
    ...(cursor !== undefined && { cursor }),
    ...(limit !== undefined && { limit: wholeNumber('--limit', limit) }),
    ...(state !== undefined && { state: oneOf(STATES, state) }),
    ...(kind !== undefined && { kind: oneOf(KINDS, kind) }),
  };
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined) throw new UsageError(`${text} is none of ${words.join(', ')}`);
  return word;
}

/** Whoever gives ids means these, and whoever gives options means all that they choose. @throws {UsageError} for both */
export function expectNoChoice({ account, last4, state, kind, cursor, limit }: JourneyChoice, with_: string): void {
  const given = Object.entries({ account, last4, state, kind, cursor, limit }).find(([, value]) => value !== undefined);
  if (given) throw new UsageError(`Either ${with_}, or --${given[0]}: not both.`);
}

/** The choice in words: `with state stuck`. */
export function chosenBy({ account, last4, state, kind }: JourneyChoice): string {
  const words = Object.entries({ account, last4, state, kind }).filter(([, value]) => value !== undefined);
  return words.length === 0 ? 'at all' : `with ${words.map(([name, value]) => `${name} ${String(value)}`).join(', ')}`;
}
