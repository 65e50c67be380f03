import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CARD_ORDERS, type CardOrder } from '@onfile/domain/what-if';
import { UsageError } from '../exit-codes';
import { wholeNumber } from './whole-number';

/** What is to be otherwise, as it is typed. */
export interface PlanOptions {
  readonly order?: string;
  readonly policy?: string;
  readonly rounds?: string;
  readonly mostTries?: string;
}

/** What is to be otherwise, as the rules take it. */
export interface Plan {
  readonly order?: CardOrder;
  readonly policy?: Record<string, unknown>;
}

const DAY_MS = 86_400_000;

/** Adds the options that say what is to be otherwise. */
export const withPlan = (command: Command): Command =>
  command
    .option('--order <order>', `order of the cards: ${CARD_ORDERS.join(', ')}`)
    .option('--rounds <days>', 'days of the new rounds after a bill is overdue, such as 2,4,6')
    .option('--most-tries <n>', 'tries of one card that may be refused within the time of the networks')
    .option('--policy <json>', 'settings that are to be otherwise, as JSON or @file: {"declines":{"51":{…}}}');

/** The plan as the rules take it. @throws {UsageError} */
export function planOf({ order, policy, rounds, mostTries }: PlanOptions): Plan {
  const given = policy === undefined ? {} : plainOf(policy);
  const settings = {
    ...given,
    ...(rounds !== undefined && {
      dunning: { ...partOf(given, 'dunning'), roundsAfterMs: daysOf(rounds).map((days) => days * DAY_MS) },
    }),
    ...(mostTries !== undefined && {
      tries: { ...partOf(given, 'tries'), most: wholeNumber('--most-tries', mostTries) },
    }),
  };
  return {
    ...(order !== undefined && { order: orderOf(order) }),
    ...(Object.keys(settings).length > 0 && { policy: settings }),
  };
}

function plainOf(given: string): Record<string, unknown> {
  const name = given.startsWith('@') ? given.slice(1) : undefined;
  try {
    const value = JSON.parse(name === undefined ? given : readFileSync(name, 'utf8')) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below: it is no JSON, or no file.
  }
  throw new UsageError(`--policy takes settings as JSON, or @file; not ${given.slice(0, 80)}`);
}

/** What `--policy` says of the same group of settings: the options stand beside it. */
const partOf = (given: Record<string, unknown>, name: string): object => {
  const part = given[name];
  return typeof part === 'object' && part !== null ? part : {};
};

function daysOf(text: string): number[] {
  if (!/^\d{1,3}(,\d{1,3})*$/.test(text)) throw new UsageError(`--rounds takes days such as 2,4,6; not ${text}`);
  return text.split(',').map(Number);
}

function orderOf(text: string): CardOrder {
  const order = CARD_ORDERS.find((known) => known === text);
  if (order === undefined) throw new UsageError(`${text} is none of ${CARD_ORDERS.join(', ')}`);
  return order;
}
