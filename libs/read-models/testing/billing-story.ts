import { type BillEvent, type ChargesEvent, defaultBillingPolicy, noCounts } from '@onfile/domain';
import type { Told } from './told';

/** A month of an account: two charges, its bill, and how that ended. */
export type BillEnding = 'paid' | 'overdue' | 'unknown';

/** One account's bill from the charges on, and the run that made it. */
export function billingStory(accountId: string, ending: BillEnding, at: () => string): Told[] {
  const billId = `${accountId}-2024-05`;
  const charges = (fact: ChargesEvent): Told => ({ stream: `charges-${accountId}-202405`, fact });
  const bill = (fact: BillEvent): Told => ({ stream: `bill-${billId}`, fact });
  const key = `${billId}/1`;
  const money = { currency: 'USD', minor: 1_500 };
  const charge = (n: number, minor: number): Told =>
    charges({
      type: 'ChargeRecorded',
      at: at(),
      data: {
        accountId,
        chargeId: `c${n}`,
        service: 'compute',
        description: 'Hours',
        amount: { currency: 'USD', minor },
        incurredAt: '2024-05-10T08:00:00.000Z',
      },
    });
  const issued: Told[] = [
    charge(1, 1_000),
    charge(2, 500),
    charges({ type: 'ChargesBilled', at: at(), data: { accountId, billId, through: 1, records: 2 } }),
    bill({
      type: 'BillIssued',
      at: at(),
      data: {
        ...{ billId, accountId, period: '2024-05', number: '2024-00000001', amount: money, rates: [] },
        lines: [{ month: '2024-05', service: 'compute', records: 2, amount: money, billed: money }],
        ...{ zone: 'Asia/Shanghai', charges: [{ month: '2024-05', through: 1, records: 2 }], cards: [] },
        dunning: defaultBillingPolicy.dunning,
      },
    }),
    bill({
      type: 'CardChargeStarted',
      at: at(),
      data: {
        ...{ key, n: 1, round: 1, cardId: 'card_1', token: 'tok_1', fingerprint: 'digest', amount: money },
        initiatedBy: 'merchant',
      },
    }),
  ];
  return [...issued, ...ended(ending, key, at).map(bill), charge(3, 70), ...runStory(accountId, at)];
}

function ended(ending: BillEnding, key: string, at: () => string): BillEvent[] {
  if (ending === 'unknown') return [{ type: 'CardChargeUnknown', at: at(), data: { key } }];
  if (ending === 'paid') {
    return [
      { type: 'CardCharged', at: at(), data: { key, chargeId: 'charge_1' } },
      { type: 'BillPaid', at: at(), data: { key, cardId: 'card_1', overdue: false } },
    ];
  }
  return [
    { type: 'CardChargeDeclined', at: at(), data: { key, chargeId: 'charge_1', networkCode: '51' } },
    { type: 'DeductionRoundFailed', at: at(), data: { round: 1, nextAt: '2024-06-04T00:00:00.000Z' } },
    { type: 'PaymentOverdue', at: at(), data: { amount: { currency: 'USD', minor: 1_500 } } },
  ];
}

/** A run for one account alone; the stream is named after it so that stories do not share one. */
function runStory(accountId: string, at: () => string): Told[] {
  const stream = `deductionRun-${accountId}`;
  const counts = { ...noCounts, accounts: 1, issued: 1, paid: 1 };
  const start = { period: '2024-05', partitions: 1, pageSize: 250, zone: 'Asia/Shanghai', dueAt: at(), by: 'schedule' };
  return [
    { stream, fact: { type: 'DeductionRunStarted', at: at(), data: start } },
    {
      stream,
      fact: {
        type: 'DeductionPageIssued',
        at: at(),
        data: { partition: 0, through: accountId, isLast: true, counts, failed: [] },
      },
    },
    { stream, fact: { type: 'DeductionRunFinished', at: at(), data: { counts } } },
  ];
}
