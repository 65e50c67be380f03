import { addBacktests, type Backtest, type CardOrder, NO_BACKTEST } from '@onfile/domain/what-if';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered } from '../../../api/client';
import { operatorsApi as api } from '../client';

/** What is tried out, and over the bills of which month. */
export interface Plan {
  readonly period: string;
  readonly order: CardOrder;
  /** Days after a bill is overdue; as the rules of now say where there are none. */
  readonly rounds: readonly number[];
  /** Tries of one card; as the rules of now say where it is not given. */
  readonly mostTries?: number;
}

const DAY_MS = 86_400_000;

/** Runs a plan over past bills, page after page; the sums are all that is kept. `bills`: how many there were so far. */
export function useBacktest() {
  const [bills, setBills] = useState(0);
  const running = useMutation({
    mutationFn: async ({ period, order, rounds, mostTries }: Plan): Promise<Backtest> => {
      const policy = {
        ...(rounds.length > 0 && { dunning: { roundsAfterMs: rounds.map((days) => days * DAY_MS) } }),
        ...(mostTries !== undefined && { tries: { most: mostTries } }),
      };
      let sum = NO_BACKTEST;
      for (let cursor: string | undefined; ;) {
        const body = { period, order, policy, ...(cursor !== undefined && { cursor }) };
        const page = await answered(api.POST('/v1/operations/backtests', { body }));
        sum = addBacktests(sum, page);
        setBills(sum.recorded.bills);
        if (page.next === undefined) return sum;
        cursor = page.next;
      }
    },
  });
  return { running, bills };
}
