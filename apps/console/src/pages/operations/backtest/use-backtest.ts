import { addBacktests, type Backtest, NO_BACKTEST } from '@onfile/domain/what-if';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered } from '../../../api/client';
import { operatorsApi as api } from '../client';
import { settingsOf, type TypedPlan } from './typed-plan';

/** What is tried out, and over the bills of which month. */
interface Asked {
  readonly period: string;
  readonly plan: TypedPlan;
}

/** Runs a plan over past bills, page after page; the sums are all that is kept. `bills`: how many there were so far. */
export function useBacktest() {
  const [bills, setBills] = useState(0);
  const running = useMutation({
    mutationFn: async ({ period, plan }: Asked): Promise<Backtest> => {
      const asked = { period, order: plan.order, policy: settingsOf(plan) };
      let sum = NO_BACKTEST;
      for (let cursor: string | undefined; ;) {
        const body = { ...asked, ...(cursor !== undefined && { cursor }) };
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
