import { later } from '@onfile/domain';
import { fakeMail, GatewayUnreachable, type MailGateway } from '@onfile/gateways';
import { createActivities, readTemplates, type ActivityPorts } from '@onfile/worker';
import type { BillNoticeName } from '@onfile/workflows';
import { join } from 'node:path';
import { ACCOUNT, BILL, billBench, THE_THIRD, type BillBench } from './bench/bill-bench';

const TEMPLATES = readTemplates(join(__dirname, '../../apps/worker/templates'));
const POOR = [{ on: 'decline', networkCode: '51' }] as const;

/** What the reactor has sent about a bill; `mail` may fail. */
function post(bench: BillBench, mail: MailGateway) {
  const ports = {
    ...{ log: bench.ports.log, mail, templates: TEMPLATES, publicUrl: 'https://onfile.example', now: bench.clock.now },
    sealer: { unseal: async () => ({ email: 'ada@example.com' }) },
  } as unknown as ActivityPorts; // what a notice asks for
  const { sendNotice } = createActivities(ports);
  return (notice: BillNoticeName, billId = BILL) => sendNotice({ eventId: `event-of-${notice}`, notice, billId });
}

/** How many mails one notice sends now, by a gateway that has sent none before. */
async function mailsFor(bench: BillBench, notice: BillNoticeName): Promise<number> {
  const mail = fakeMail();
  await post(bench, mail)(notice);
  return mail.sent.size;
}

function owing(language: string, answers?: Parameters<BillBench['card']>[1]): BillBench {
  const bench = billBench();
  bench.account(ACCOUNT, 'USD', language);
  bench.charge(650_000);
  bench.card('a', answers);
  return bench;
}

describe('what a customer is told of a bill', () => {
  it('R30a mail that fails does not stop the deduction, and goes out once it can', async () => {
    const bench = owing('en');
    const mail = fakeMail();
    let isAway = true;
    const send = post(bench, {
      send: async (letter) => {
        if (isAway) throw new GatewayUnreachable('mail');
        await mail.send(letter);
      },
    });
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    await expect(send('bill-issued')).rejects.toMatchObject({ type: 'GatewayUnreachable' }); // its workflow tries again
    expect((await bench.bill()).sentAt).toBeUndefined();
    isAway = false;
    bench.clock.set(later(THE_THIRD, 3_600_000));
    await send('bill-issued');
    await send('bill-issued');
    expect([...mail.sent.values()]).toMatchObject([
      { to: 'ada@example.com', subject: expect.stringContaining('2024-05') },
    ]);
    expect(bench.types().filter((type) => type === 'BillSent')).toHaveLength(1);
    expect((await bench.bill()).sentAt).toBe(later(THE_THIRD, 3_600_000));
  });

  it('names the card that has paid, not one whose charge came too late and goes back', async () => {
    const bench = owing('en');
    bench.card('b', undefined, { last4: '1111' });
    bench.gateway.failCharges('charge', 'lost-after');
    bench.gateway.chargeFaults((operation) => (operation === 'find' ? 'unreachable' : undefined));
    await bench.run(later(THE_THIRD, 4 * 24 * 3_600_000));
    const givenUp = {
      type: 'ChargeGivenUp',
      at: bench.clock.now(),
      data: { key: `${BILL}/1`, by: 'op_1', why: 'none' },
    };
    bench.log.given(`bill-${BILL}`, givenUp as never);
    await bench.advance();
    bench.gateway.chargeFaults(() => undefined);
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    const mail = fakeMail();
    await post(bench, mail)('bill-paid');
    const [letter] = [...mail.sent.values()];
    expect(letter?.text).toContain('1111');
    expect(letter?.text).not.toContain('4242');
  });

  it('R30a a deduction that gets no answer does not hold up the mail with its lines', async () => {
    const bench = owing('en');
    bench.gateway.failCharges('charge', 'lost-before', 9);
    await bench.advance();
    const mail = fakeMail();
    await post(bench, mail)('bill-issued');
    const [letter] = [...mail.sent.values()];
    expect(letter?.text).toContain('compute (2024-05): $6,500.00');
    expect((await bench.bill()).sentAt).toBe(THE_THIRD);
  });

  it.each(['bill-overdue', 'bill-confirmation-asked', 'services-limited'] as const)(
    'D14 %s, kept back until the bill was paid, is sent no more: nothing is left to be done',
    async (notice) => {
      const bench = owing('en', POOR);
      await bench.advance();
      const mails = (name: BillNoticeName) => mailsFor(bench, name);
      expect(await mails(notice)).toBe(1);
      bench.card('b');
      expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
      expect([await mails(notice), await mails('bill-paid')]).toStrictEqual([0, 1]);
    },
  );

  it('R30a a bill that was sent is not sent again, also by a gateway that keeps no keys', async () => {
    const bench = owing('en');
    await bench.advance();
    expect([await mailsFor(bench, 'bill-issued'), await mailsFor(bench, 'bill-issued')]).toStrictEqual([1, 0]);
  });

  it.each([
    ['en', "The card's balance is insufficient.", '$6,500.00'],
    ['es', 'El saldo de la tarjeta es insuficiente.', '6500,00'],
    ['zh-CN', '此卡余额不足。', 'US$6,500.00'],
  ])(
    'D14 overdue, in %s: why, in the language of the account, and never the code of the bank',
    async (language, why, amount) => {
      const bench = owing(language, POOR);
      await bench.advance();
      const mail = fakeMail();
      await post(bench, mail)('bill-overdue');
      const [letter] = [...mail.sent.values()];
      expect(letter?.text).toContain(why);
      expect(letter?.text).toContain(amount);
      expect(letter?.text).not.toMatch(/\b51\b|\{\{|\n{3}/);
    },
  );

  it.each([
    ['en', 'Your expenses of this month, $6,500.00, are above the limit of your account, $5,000.00.'],
    ['zh-CN', '您本月的费用 US$6,500.00 超过了账号限额 US$5,000.00。'],
  ])('R30b D13 a bill at risk, in %s: the grounds in words with what was decided on', async (language, ground) => {
    const bench = owing(language);
    const billId = `${ACCOUNT}-2024-05-1`;
    const inputs = { unbilledMinor: 650_000, currency: 'USD', limitMinor: 500_000 };
    await bench.advance({ billId, grounds: [{ rule: 'unbilled-over-limit', inputs }] });
    const mail = fakeMail();
    await post(bench, mail)('bill-issued', billId);
    const [letter] = [...mail.sent.values()];
    expect(letter?.text).toContain(ground);
    expect(letter?.text).not.toContain('unbilled-over-limit');
  });
});
