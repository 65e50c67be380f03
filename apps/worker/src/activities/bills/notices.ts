import { type Bill, type BillEvent, declineFor, formatMoney } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { ActivityPorts } from '../../ports';
import type { Told } from '../told';

type Log = Pick<ActivityPorts, 'log'>;

/** Whom a notice about a bill is for, and its words; undefined where no such bill was issued. */
export async function toldOfBill({ log }: Log, billId: string): Promise<Told | undefined> {
  const { state: bill } = await log.read(stream('bill', billId));
  if (!bill.issued) return undefined;
  const { state: wallet } = await log.read(stream('wallet', bill.issued.accountId));
  const cards = [...wallet.cards, ...wallet.removed];
  const payer = bill.tries.find(({ status }) => status === 'captured');
  const card = cards.find(({ cardId }) => cardId === payer?.cardId)?.card;
  return {
    accountId: bill.issued.accountId,
    words: { ...wordsOf(bill), card: card ? `${card.brand} •••• ${card.last4}` : '' },
  };
}

/** R30a, R30b: the bill with its lines, and where it was issued ahead of the third, why. Never the bank's raw code. */
function wordsOf(bill: Bill): Record<string, string> {
  const { number, period, amount, lines, grounds } = bill.issued!;
  const refused = bill.tries.filter(({ networkCode }) => networkCode !== undefined).at(-1);
  const decline = refused?.networkCode === undefined ? undefined : declineFor(refused.networkCode, refused.adviceCode);
  return {
    number,
    period,
    amount: formatMoney(amount, 'en'),
    lines: lines.map(({ service, month, billed }) => `${service} (${month}): ${formatMoney(billed, 'en')}`).join('\n'),
    grounds: (grounds ?? []).map(({ rule, reason }) => reason ?? rule).join('; '),
    reason: decline?.shown ?? '',
    nextStep: decline?.nextStep ?? '',
    until: bill.suspendedUntil ?? bill.restrictedUntil ?? '',
  };
}

/** Noted after the mail has left; a mail that fails keeps no deduction waiting, nor the reverse. */
export async function noteBillSent({ log, now }: Pick<ActivityPorts, 'log' | 'now'>, billId: string): Promise<void> {
  await log.record({
    commandId: `${billId}/sent`,
    at: now(),
    streams: { bill: stream('bill', billId) },
    decide: ({ bill }, at) => {
      const sent: BillEvent = { type: 'BillSent', at, data: { channel: 'mail' } };
      return { bill: bill.sentAt === undefined ? [sent] : [] };
    },
  });
}
