import { type BillEvent, defaultBillingPolicy, type IssuedBill } from '@onfile/domain';
import { NOON } from './bench';

/** A bill of 12.34 dollars for one line, whose round has no card to try. */
export function billIssued(accountId: string, period: string, over: Partial<IssuedBill> = {}): BillEvent {
  const amount = { currency: 'USD', minor: 1_234 };
  return {
    type: 'BillIssued',
    at: NOON,
    data: {
      ...{ billId: `${accountId}-${period}`, accountId, period, number: '2024-00000001', amount, rates: [] },
      lines: [{ month: period, service: 'compute', records: 1, amount, billed: amount }],
      ...{ zone: 'Asia/Shanghai', charges: [{ month: period, through: 0, records: 1 }], cards: [] },
      dunning: defaultBillingPolicy.dunning,
      ...over,
    },
  };
}
