import { type Bill, type BillEvent, declineFor, type RiskGround } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { BillNoticeName, NoticeToSend } from '@onfile/workflows';
import type { ActivityPorts } from '../../ports';
import type { Told, Tongue } from '../told';

type Log = Pick<ActivityPorts, 'log'>;

/** A notice about a bill. */
type BillNotice = Extract<NoticeToSend, { billId: string }>;

/** What asks the customer to see to a bill. */
const ASKS_TO_PAY: readonly BillNoticeName[] = ['bill-overdue', 'bill-confirmation-asked', 'services-limited'];

/** Whom a notice about a bill is for, and its words; undefined where no such bill was issued, or it need not be told. */
export async function toldOfBill({ log }: Log, { billId, notice }: BillNotice): Promise<Told | undefined> {
  const { state: bill } = await log.read(stream('bill', billId));
  if (!bill.issued || needNotBeTold(notice, bill)) return undefined;
  const { state: wallet } = await log.read(stream('wallet', bill.issued.accountId));
  const cards = [...wallet.cards, ...wallet.removed];
  const payer = bill.tries.find(({ key }) => key === bill.paid?.key);
  const card = cards.find(({ cardId }) => cardId === payer?.cardId)?.card;
  return {
    accountId: bill.issued.accountId,
    words: (tongue) => ({ ...wordsOf(bill, tongue), card: card ? `${card.brand} •••• ${card.last4}` : '' }),
  };
}

/** A mail may have waited for days: nobody is asked to pay what is paid, and no bill is sent a second time. */
function needNotBeTold(notice: BillNoticeName, { paid, sentAt }: Bill): boolean {
  if (notice === 'bill-issued') return sentAt !== undefined;
  return paid !== undefined && ASKS_TO_PAY.includes(notice);
}

/** R30a, R30b: the bill with its lines, and where it was issued ahead of the third, why. Never the bank's raw code. */
function wordsOf(bill: Bill, tongue: Tongue): Record<string, string> {
  const { number, period, amount, lines, grounds = [] } = bill.issued!;
  const refused = bill.tries.filter(({ networkCode }) => networkCode !== undefined).at(-1);
  const decline = refused?.networkCode === undefined ? undefined : declineFor(refused.networkCode, refused.adviceCode);
  const why = grounds.map((ground) => sayGround(ground, tongue)).join('\n');
  return {
    number,
    period,
    amount: tongue.money(amount),
    lines: lines.map(({ service, month, billed }) => `${service} (${month}): ${tongue.money(billed)}`).join('\n'),
    grounds: why === '' ? '' : `${tongue.say('ground.because')}\n${why}`,
    reason: decline ? tongue.say(`decline.${decline.group}`) : '',
  };
}

/** D13: a ground with what it was decided on. */
function sayGround({ rule, inputs, reason = '' }: RiskGround, { say, money }: Tongue): string {
  const { currency } = inputs;
  const amountOf = (minor: unknown): string =>
    typeof currency === 'string' && typeof minor === 'number' ? money({ currency, minor }) : '';
  const values = { unbilled: amountOf(inputs['unbilledMinor']), limit: amountOf(inputs['limitMinor']), reason };
  return say(`ground.${rule}`, values);
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
