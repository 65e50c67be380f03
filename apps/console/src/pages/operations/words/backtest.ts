import type { CardOrder } from '@onfile/domain/what-if';

const orders: Readonly<Record<CardOrder, string>> = {
  'as-chosen': 'As the customer chose',
  'oldest-first': 'Oldest card first',
  'newest-first': 'Newest card first',
  'longest-valid-first': 'Longest valid first',
  reversed: 'The other way round',
};

/** The words of backtests (X7). */
export const backtest = {
  title: 'Backtest',
  lead: 'What another plan would have brought over past bills: money recovered, tries, limits hit. Nothing is written, nobody is charged.',
  month: 'Month',
  monthHint: 'Such as 2024-05',
  monthInvalid: 'Write the month as 2024-05.',
  order: 'Order of the cards',
  orders,
  rounds: 'Days of the new rounds after a bill is overdue',
  roundsHint: 'Such as 2,4,6. Empty: as the rules of now say.',
  roundsInvalid: 'Write days such as 2,4,6.',
  tries: 'Refused tries of one card within the time of the networks',
  triesHint: 'A whole number. Empty: as the rules of now say.',
  triesInvalid: 'Write a whole number.',
  go: 'Run it over the past',
  bills: (count: number) => (count === 1 ? '1 bill' : `${count} bills`),
  none: 'That month has no bills',
  found: 'What it would have brought',
  head: { recorded: 'As it went', baseline: 'Rules of now', least: 'Plan, at least', most: 'Plan, at most' },
  rows: {
    paid: 'Bills paid',
    recovered: 'Recovered',
    hours: 'Hours to the money',
    tries: 'Tries',
    limitsHit: 'Limits hit',
    blocked: 'Blocked on us',
    restricted: 'Restricted',
    suspended: 'Suspended',
    assumed: 'Answers assumed',
  },
  faithful: (faithful: number, all: number) =>
    `The rules of now let ${faithful} of ${all} bills go exactly as they went.`,
  skipped: (count: number) => `${count} were left out: they were never issued.`,
} as const;
