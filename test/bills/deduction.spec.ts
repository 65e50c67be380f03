import { later } from '@onfile/domain';
import { ACCOUNT, BILL, billBench, THE_THIRD, visa, type BillBench } from './bench/bill-bench';

const declined = (networkCode: string, adviceCode?: string) =>
  ({ on: 'decline', networkCode, ...(adviceCode !== undefined && { adviceCode }) }) as const;
const paidBy = (bench: ReturnType<typeof billBench>) =>
  bench.gateway
    .chargeLedger()
    .filter(({ captured }) => captured > 0)
    .map(({ token }) => token);

const DAY = 24 * 3_600_000;

/** A bank that takes the first charge and says that it has it already. */
function saysAlreadySent({ ports }: BillBench): void {
  const { charges } = ports;
  const ask = charges.chargeCard.bind(charges);
  charges.chargeCard = async (order) => {
    await ask(order);
    return { outcome: 'declined', networkCode: '94' };
  };
}

describe('a bill on the third', () => {
  it('R30a is generated and deducted from the default, in two appends and one call', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(1_250);
    bench.charge(750, { service: 'storage' });
    await bench.ports.log.load({}); // nothing is read before
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    expect(bench.types()).toStrictEqual(['BillIssued', 'CardChargeStarted', 'CardCharged', 'BillPaid']);
    expect(bench.log.types('charges-acc_1-202405')).toStrictEqual([
      'ChargeRecorded',
      'ChargeRecorded',
      'ChargesBilled',
    ]);
    const { issued } = await bench.bill();
    expect(issued).toMatchObject({
      number: '2024-00000001',
      amount: { currency: 'USD', minor: 2_000 },
      zone: 'Asia/Shanghai',
    });
    expect(issued?.lines.map(({ service, billed }) => [service, billed.minor])).toStrictEqual([
      ['compute', 1_250],
      ['storage', 750],
    ]);
    expect(bench.gateway.chargeLedger()).toMatchObject([{ key: `${BILL}/1`, reference: BILL, captured: 2_000 }]);
    // The number of a bill that is made alone is taken in the append that issues it.
    expect(bench.log.calls.appends).toBe(2);
    expect(bench.log.types('billNumbers-2024')).toStrictEqual(['BillNumbersReserved']);
  });

  it('R30a identity: it is never issued twice, however often it is asked for', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(1_000);
    await Promise.all([bench.advance(), bench.advance(), bench.advance()]);
    await bench.advance();
    expect(bench.types().filter((type) => type === 'BillIssued')).toHaveLength(1);
    expect(bench.gateway.chargeLedger()).toHaveLength(1);
    // Gapless: nobody else has taken a number for it.
    const numbers = bench.log.types('billNumbers-2024');
    expect(numbers.filter((type) => type === 'BillNumbersReserved')).toHaveLength(1);
  });

  it('R30a D9 never before the local third', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(1_000);
    bench.clock.set(later(THE_THIRD, -1));
    expect(await bench.advance()).toStrictEqual({ standing: 'not-due' });
    expect(bench.log.streams('bill')).toStrictEqual([]);
  });

  it('D10 a month without charges issues no bill', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    expect(await bench.advance()).toStrictEqual({ standing: 'nothing-to-bill' });
    expect(bench.log.streams('bill')).toStrictEqual([]);
    expect(bench.log.streams('billNumbers')).toStrictEqual([]);
  });

  it('R30a an account that was opened on the 2nd has nothing of the month before, and a bill on the next third', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(400, { month: '2024-06', incurredAt: '2024-06-02T10:00:00.000Z' });
    expect(await bench.advance()).toStrictEqual({ standing: 'nothing-to-bill' });
    bench.clock.set('2024-07-02T19:00:00.000Z');
    expect(await bench.advance({ billId: `${ACCOUNT}-2024-06` })).toStrictEqual({ standing: 'paid' });
    expect((await bench.bill(`${ACCOUNT}-2024-06`)).issued?.amount.minor).toBe(400);
  });

  it('D10 zero or less is carried on, and the next bill has it', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(500);
    bench.charge(-800, { chargeId: 'correction' });
    expect(await bench.advance()).toStrictEqual({ standing: 'nothing-to-bill' });
    expect(bench.log.types('charges-acc_1-202405').at(-1)).toBe('ChargesCarried');
    bench.charge(1_000, { month: '2024-06' });
    bench.clock.set('2024-07-02T19:00:00.000Z');
    await bench.advance({ billId: `${ACCOUNT}-2024-06` });
    expect((await bench.bill(`${ACCOUNT}-2024-06`)).issued?.amount.minor).toBe(700);
  });

  it('R30a charges after the cut go to the next bill, marked late', async () => {
    const bench = billBench();
    bench.account();
    bench.card('a');
    bench.charge(1_000);
    await bench.advance();
    bench.charge(300);
    bench.charge(40, { month: '2024-06' });
    bench.clock.set('2024-07-02T19:00:00.000Z');
    await bench.advance({ billId: `${ACCOUNT}-2024-06` });
    const { issued } = await bench.bill(`${ACCOUNT}-2024-06`);
    expect(issued?.lines.map(({ month, late, billed }) => [month, late ?? false, billed.minor])).toStrictEqual([
      ['2024-06', false, 40],
      ['2024-05', true, 300],
    ]);
  });

  it('R30a the rate is fixed at issue', async () => {
    const bench = billBench();
    bench.account(ACCOUNT, 'CLP');
    bench.card('a');
    bench.charge(1_000);
    await bench.advance();
    const { issued } = await bench.bill();
    expect(issued?.amount).toStrictEqual({ currency: 'CLP', minor: 9_455 });
    expect(issued?.rates).toMatchObject([{ to: 'CLP', rate: '945.5' }]);
  });
});

describe('deduction in order', () => {
  const three = (bench: ReturnType<typeof billBench>, ...answers: Parameters<typeof bench.card>[1][]) => {
    bench.account();
    bench.charge(1_000);
    ['a', 'b', 'c'].forEach((id, n) => bench.card(id, answers[n]));
  };

  it('R35 D6 the default first, then the others in sequence until the payment succeeds', async () => {
    const bench = billBench();
    three(bench, [declined('51')], [declined('51')]);
    expect(await bench.run(THE_THIRD)).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger().map(({ token, status }) => [token, status])).toStrictEqual([
      ['tok_a', 'declined'],
      ['tok_b', 'declined'],
      ['tok_c', 'captured'],
    ]);
  });

  it('R36 skips what is not valid at the moment of trying, and says why', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', undefined, { expiry: '2024-04' });
    bench.card('b');
    await bench.advance();
    expect(bench.types()).toStrictEqual([
      'BillIssued',
      'CardPassedOver',
      'CardChargeStarted',
      'CardCharged',
      'BillPaid',
    ]);
    expect(paidBy(bench)).toStrictEqual(['tok_b']);
  });

  it('R36 D8 a partial approval is voided before the next card is tried', async () => {
    const bench = billBench();
    three(bench, [{ on: 'part', hundredths: 40 }]);
    await bench.run(THE_THIRD);
    expect(bench.types().slice(1)).toStrictEqual([
      'CardChargeStarted',
      'CardPartApproved',
      'ChargeReturnAsked',
      'ChargeVoided',
      'CardChargeStarted',
      'CardCharged',
      'BillPaid',
    ]);
    expect(bench.gateway.chargeLedger().map(({ status, captured }) => [status, captured])).toStrictEqual([
      ['voided', 0],
      ['captured', 1_000],
    ]);
  });

  it('D7 an unknown outcome is looked up before anything else, and never moves on to the next card', async () => {
    const bench = billBench();
    three(bench);
    bench.gateway.failCharges('charge', 'lost-after');
    expect(await bench.advance()).toStrictEqual({ waitUntil: later(THE_THIRD, 2_000) });
    expect(bench.types().at(-1)).toBe('CardChargeUnknown');
    await bench.run();
    expect(paidBy(bench)).toStrictEqual(['tok_a']);
    expect(bench.gateway.chargeLedger()).toHaveLength(1);
  });

  it('D7 not found is not "no": the same key is sent again', async () => {
    const bench = billBench();
    three(bench);
    bench.gateway.failCharges('charge', 'lost-before', 2);
    expect(await bench.run()).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger()).toMatchObject([{ key: `${BILL}/1`, status: 'captured' }]);
  });

  it.each(['03', '13'])(
    'D7 code %s is our fault: the bill waits, blocked on us, and no other card is tried',
    async (code) => {
      const bench = billBench();
      three(bench, [declined(code)]);
      expect(await bench.advance()).toStrictEqual({ standing: 'blocked' });
      expect(bench.gateway.chargeLedger()).toHaveLength(1);
      expect(bench.log.types('wallet-acc_1').at(-1)).toBe('CardDeclined');
    },
  );

  it.each(['04', '07', '41', '43', '14', 'R1', '93'])(
    'section 6: %s blocks the card for good and goes on',
    async (code) => {
      const bench = billBench();
      three(bench, [declined(code)]);
      await bench.run(THE_THIRD);
      expect(bench.log.types('wallet-acc_1')).toContain('CardBlocked');
      expect(paidBy(bench)).toStrictEqual(['tok_b']);
    },
  );

  it.each(['91', '96'])('section 6: %s is tried twice before the next card', async (code) => {
    const bench = billBench();
    three(bench, [declined(code)]);
    expect(await bench.advance()).toStrictEqual({ waitUntil: later(THE_THIRD, 5 * 60_000) });
    await bench.run();
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_a', 'tok_b']);
  });

  it('1A the next card is tried meanwhile, once nothing is pending at the bank', async () => {
    const bench = billBench();
    three(bench, [{ on: 'bank-page' }]);
    await bench.run(THE_THIRD);
    expect(bench.types().slice(1)).toStrictEqual([
      'CardChargeStarted',
      'ConfirmationAsked',
      'ChargeReturnAsked',
      'ChargeVoided',
      'CardChargeStarted',
      'CardCharged',
      'BillPaid',
    ]);
    expect(paidBy(bench)).toStrictEqual(['tok_b']);
  });

  it('section 6: 94, already sent, is looked up first: what the bank took stands, and nothing is taken twice', async () => {
    const bench = billBench();
    three(bench);
    saysAlreadySent(bench);
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger()).toMatchObject([{ key: `${BILL}/1`, token: 'tok_a', captured: 1_000 }]);
  });

  it('section 6: 94 whose look-up nobody answers is unknown, not a no', async () => {
    const bench = billBench();
    three(bench);
    saysAlreadySent(bench);
    bench.gateway.failCharges('find', 'unreachable');
    expect(await bench.advance()).toStrictEqual({ waitUntil: later(THE_THIRD, 2_000) });
    expect(bench.types().at(-1)).toBe('CardChargeUnknown');
    expect(await bench.run(later(THE_THIRD, 60_000))).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger()).toHaveLength(1);
  });

  it('R38 a card that is edited during the deduction is charged with its new date', async () => {
    const bench = billBench();
    three(bench, [declined('91')]);
    await bench.advance(); // the default is tried again in five minutes
    bench.log.given(`wallet-${ACCOUNT}`, {
      type: 'CardValidityChanged',
      at: bench.clock.now(),
      data: {
        ...{ accountId: ACCOUNT, cardId: 'b', changeId: 'v1', card: { ...visa('tok_b_new'), expiry: '2033-01' } },
        replaced: { token: 'tok_b', expiry: '2030-12', last4: '4242' },
      },
    });
    await bench.run(later(THE_THIRD, DAY));
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_a', 'tok_b_new']);
  });

  it('R39 a card that is removed during the deduction is passed over, and a running one keeps its order', async () => {
    const bench = billBench();
    three(bench, [declined('91')]);
    await bench.advance();
    const gone = { accountId: ACCOUNT, cardId: 'b', card: visa('tok_b'), because: 'asked' } as const;
    const at = bench.clock.now();
    bench.log.given(`wallet-${ACCOUNT}`, { type: 'CardRemoved', at, data: gone });
    await bench.run(later(THE_THIRD, DAY));
    const [passed] = bench.log.facts(`bill-${BILL}`).filter(({ fact }) => fact.type === 'CardPassedOver');
    expect(passed?.fact.data).toStrictEqual({ round: 1, cardId: 'b', because: 'removed' });
    expect(paidBy(bench)).toStrictEqual(['tok_c']);
  });

  it('R34 another default during the deduction: the round that is under way keeps its order', async () => {
    const bench = billBench();
    three(bench, [declined('91')]);
    await bench.advance();
    const at = bench.clock.now();
    const chosen = { type: 'DefaultCardSet', at, data: { cardId: 'c', because: 'chosen' } } as const;
    bench.log.given(`wallet-${ACCOUNT}`, chosen);
    await bench.run(later(THE_THIRD, DAY));
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_a', 'tok_b']);
  });

  it('R36 the same card number is tried once', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [declined('05')], { fingerprint: 'one' });
    bench.card('b', undefined, { fingerprint: 'one' });
    bench.card('c');
    await bench.advance();
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_c']);
  });
});
