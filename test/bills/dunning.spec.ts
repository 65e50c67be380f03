import { decideBill, later, type BillCommand } from '@onfile/domain';
import { openDesk } from '@onfile/worker';
import { ACCOUNT, billBench, BILL, THE_THIRD, visa, type BillBench } from './bench/bill-bench';

const DAY = 24 * 3_600_000;
const NEVER_PAYS = [{ on: 'decline', networkCode: '51' }] as const;

const poor = (policy = {}): BillBench => {
  const bench = billBench({ policy });
  bench.account();
  bench.charge(1_000);
  bench.card('a', NEVER_PAYS);
  return bench;
};
const command = async (bench: BillBench, given: BillCommand, id = JSON.stringify(given)): Promise<void> => {
  const desk = openDesk({ billId: BILL }, bench.ports);
  await desk.load();
  await desk.write(id, (world, at) => decideBill(given, world, at));
};
const rounds = (bench: BillBench) =>
  bench.log.facts(`bill-${BILL}`).flatMap(({ fact }) => (fact.type === 'DeductionRoundFailed' ? [fact.at] : []));

describe('D14 after all cards have failed', () => {
  it('is overdue at once, and the account is told', async () => {
    const bench = poor();
    await bench.advance();
    expect(bench.types().slice(-2)).toStrictEqual(['DeductionRoundFailed', 'PaymentOverdue']);
    expect(bench.log.types(`account-${ACCOUNT}`).at(-1)).toBe('BillOverdue');
  });

  it('tries again on days 1, 3, 5 and 7, then restricts 15 days, then suspends 15 days', async () => {
    // 51 says 1 to 3 days: the waits of section 6 are set aside here to see the plan alone.
    const bench = poor({ waitScale: 0 });
    expect(await bench.run('2025-01-01T00:00:00.000Z')).toStrictEqual({ standing: 'uncollected' });
    expect(rounds(bench)).toStrictEqual([0, 1, 3, 5, 7].map((days) => later(THE_THIRD, days * DAY)));
    const at = (type: string) => bench.log.facts(`bill-${BILL}`).find(({ fact }) => fact.type === type)?.fact.at;
    expect(at('ServicesRestricted')).toBe(later(THE_THIRD, 7 * DAY));
    expect(at('ServicesSuspended')).toBe(later(THE_THIRD, 22 * DAY));
    expect(at('CollectionEnded')).toBe(later(THE_THIRD, 37 * DAY));
    expect(bench.log.types(`account-${ACCOUNT}`).slice(-3)).toStrictEqual([
      'BillOverdue',
      'AccountRestricted',
      'AccountSuspended',
    ]);
  });

  it("an advice code's own delay wins: 24 hours, 2 days, 4 days …", async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [{ on: 'decline', networkCode: '51', adviceCode: '27' }, { on: 'capture' }]);
    await bench.run();
    expect((await bench.bill()).paid?.at).toBe(later(THE_THIRD, 4 * DAY));
  });

  it('"never" is never tried again, in no round', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [{ on: 'decline', networkCode: '14' }]);
    await bench.run();
    expect(bench.gateway.chargeLedger()).toHaveLength(1);
  });

  it('the networks limit tries of one card: it is passed over then', async () => {
    const bench = poor({ waitScale: 0, tries: { most: 2, withinMs: 30 * DAY } });
    await bench.run();
    expect(bench.gateway.chargeLedger()).toHaveLength(2);
  });

  it('R36 D8 the limit is the card’s: over all bills, also after it was taken off and added again', async () => {
    const bench = poor({ waitScale: 0, tries: { most: 2, withinMs: 30 * DAY } });
    const wallet = `wallet-${ACCOUNT}`;
    const before = later(THE_THIRD, -DAY);
    const earlier = `${ACCOUNT}-2024-04`;
    bench.log.given(wallet, {
      type: 'CardDeclined',
      at: before,
      data: { cardId: 'a', networkCode: '51', of: earlier },
    });
    const gone = { accountId: ACCOUNT, cardId: 'a', card: visa('tok_a'), because: 'asked' } as const;
    bench.log.given(wallet, { type: 'CardRemoved', at: before, data: gone });
    bench.card('again', NEVER_PAYS, { fingerprint: visa('tok_a').fingerprint });
    bench.card('b');
    await bench.run(THE_THIRD);
    const tokens = () => bench.gateway.chargeLedger().map(({ token }) => token);
    expect(tokens()).toStrictEqual(['tok_again', 'tok_b']);
    // Ten days later, for another bill, the number has no try left; after thirty it has.
    bench.clock.set(later(THE_THIRD, 10 * DAY));
    bench.charge(500, { month: '2024-06' });
    const interim = `${ACCOUNT}-2024-06-1`;
    await bench.advance({ billId: interim, grounds: [{ rule: 'no-valid-card', inputs: {} }] });
    const [passed] = bench.log.facts(`bill-${interim}`).filter(({ fact }) => fact.type === 'CardPassedOver');
    expect(passed?.fact.data).toMatchObject({ cardId: 'again', because: 'try-limit' });
    bench.charge(500, { month: '2024-06' });
    bench.clock.set(later(THE_THIRD, 30 * DAY));
    await bench.advance({ billId: `${ACCOUNT}-2024-06` });
    expect(tokens().slice(2)).toStrictEqual(['tok_b', 'tok_again', 'tok_b']);
  });

  it.each([
    ['a card that is added', (bench: BillBench) => bench.card('b'), 'card-added'],
    [
      'an edited card',
      (bench: BillBench) =>
        bench.log.given(`wallet-${ACCOUNT}`, {
          type: 'CardValidityChanged',
          at: bench.clock.now(),
          data: {
            ...{ accountId: ACCOUNT, cardId: 'a', changeId: 'v1', card: visa('tok_a_new') },
            replaced: { token: 'tok_a', expiry: '2030-12', last4: '4242' },
          },
        }),
      'card-changed',
    ],
  ] as const)('%s is tried at once', async (_what, change, because) => {
    const bench = poor();
    await bench.advance();
    bench.clock.set(later(THE_THIRD, 3_600_000));
    change(bench);
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    const started = bench.log.facts(`bill-${BILL}`).find(({ fact }) => fact.type === 'DeductionRoundStarted');
    expect(started?.fact.data).toMatchObject({ round: 2, because });
  });

  it('R34 another default is tried at once', async () => {
    const bench = poor();
    bench.card('b', [...NEVER_PAYS, { on: 'capture' }]);
    await bench.advance();
    bench.clock.set(later(THE_THIRD, 2 * DAY));
    bench.log.given(`wallet-${ACCOUNT}`, {
      type: 'DefaultCardSet',
      at: bench.clock.now(),
      data: { cardId: 'b', because: 'chosen' },
    });
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_b', 'tok_b']);
  });

  it('paying restores', async () => {
    const bench = poor({ waitScale: 0 });
    await bench.run();
    bench.card('b');
    await bench.advance();
    expect(bench.log.types(`account-${ACCOUNT}`).slice(-2)).toStrictEqual(['BillSettled', 'AccountRestored']);
  });

  it('paying by hand settles it, and no card is charged any more', async () => {
    const bench = poor();
    await bench.advance();
    await command(bench, { type: 'PayByHand', by: 'op_1', reference: 'wire 1', why: 'paid by wire' });
    bench.clock.set(later(THE_THIRD, 2 * DAY));
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger()).toHaveLength(1);
    await expect(command(bench, { type: 'PayNow' })).rejects.toMatchObject({ code: 'bill-paid' });
  });
});

describe('the bank wants it confirmed (1A, 70)', () => {
  it('the link starts a new try in person, only while the bill is unpaid', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [{ on: 'decline', networkCode: '1A' }, { on: 'bank-page' }]);
    await bench.advance();
    expect(bench.types()).toContain('ConfirmationAsked');
    await command(bench, { type: 'Confirm', key: `${BILL}/1` });
    await bench.advance();
    expect(bench.types().at(-1)).toBe('PaymentPageOpened');
    await expect(command(bench, { type: 'PayNow' })).rejects.toMatchObject({ code: 'charge-in-flight' });
    bench.gateway.answerPaymentPage(`${BILL}/2`, 'confirmed');
    bench.clock.set(later(bench.clock.now(), 60_000));
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    await expect(command(bench, { type: 'Confirm', key: `${BILL}/1` }, 'again')).rejects.toMatchObject({
      code: 'bill-paid',
    });
  });

  it('R29 a page that stays silent is closed after 15 minutes, and nothing stays pending', async () => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', [{ on: 'decline', networkCode: '70' }, { on: 'bank-page' }]);
    await bench.advance();
    await command(bench, { type: 'Confirm', key: `${BILL}/1` });
    await bench.run(later(THE_THIRD, 3_600_000));
    expect(bench.types().slice(-4)).toStrictEqual([
      'PaymentPageClosed',
      'ChargeReturnAsked',
      'ChargeVoided',
      'DeductionRoundFailed',
    ]);
    expect(bench.gateway.chargeLedger().at(-1)).toMatchObject({ status: 'voided', captured: 0 });
  });
});

describe('D7 blocked on us', () => {
  const blocked = async (...answers: Parameters<BillBench['card']>[1] & object): Promise<BillBench> => {
    const bench = billBench();
    bench.account();
    bench.charge(1_000);
    bench.card('a', answers);
    expect(await bench.advance()).toStrictEqual({ standing: 'blocked' });
    return bench;
  };
  const OURS = { on: 'decline', networkCode: '03' } as const;
  const unblock = (bench: BillBench, why: string) => command(bench, { type: 'Unblock', by: 'op_1', why });

  it('goes on once an operator has mended it: the same card is tried again, and nobody is told that it failed', async () => {
    const bench = await blocked(OURS, { on: 'capture' });
    await expect(command(bench, { type: 'PayNow' })).rejects.toMatchObject({ code: 'bill-blocked' });
    bench.clock.set(later(THE_THIRD, 5 * DAY));
    await unblock(bench, 'the contract is renewed');
    expect(await bench.advance()).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger()).toMatchObject([
      { key: `${BILL}/1`, status: 'declined' },
      { key: `${BILL}/2`, token: 'tok_a', captured: 1_000 },
    ]);
    expect(bench.types().slice(2)).toStrictEqual([
      ...['CardChargeDeclined', 'BillBlocked', 'BillUnblocked', 'CardChargeStarted', 'CardCharged', 'BillPaid'],
    ]);
    expect(bench.log.types(`account-${ACCOUNT}`)).not.toContain('BillOverdue');
  });

  it('that was not mended is blocked again, and no other card is tried meanwhile', async () => {
    const bench = await blocked(OURS);
    bench.card('b');
    await unblock(bench, 'mended, as far as we know');
    expect(await bench.advance()).toStrictEqual({ standing: 'blocked' });
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_a']);
  });

  it('once mended, a bank that then says no leads to the next card as ever', async () => {
    const bench = await blocked(OURS, { on: 'decline', networkCode: '51' });
    bench.card('b');
    await unblock(bench, 'the contract is renewed');
    expect(await bench.run(THE_THIRD)).toStrictEqual({ standing: 'paid' });
    expect(bench.gateway.chargeLedger().map(({ token }) => token)).toStrictEqual(['tok_a', 'tok_a', 'tok_b']);
  });

  it('an answer that comes after the charge was given up and the bill paid is recorded and refunded', async () => {
    const bench = billBench({ policy: { unknownMs: 3_600_000, keysKeptMs: 0 } });
    bench.account();
    bench.charge(1_000);
    bench.card('a');
    bench.card('b');
    bench.gateway.failCharges('charge', 'lost-after');
    bench.gateway.chargeFaults((operation) => (operation === 'find' ? 'unreachable' : undefined));
    await bench.advance();
    bench.clock.set(later(THE_THIRD, 2 * 3_600_000));
    await bench.advance();
    expect((await bench.bill()).blocked).toMatchObject({ because: 'unknown' });
    await command(bench, { type: 'GiveUpCharge', key: `${BILL}/1`, by: 'op_1', why: 'the bank says no' });
    expect(await bench.run(later(THE_THIRD, 3 * 3_600_000))).toStrictEqual({ standing: 'paid' });
    bench.gateway.chargeFaults(() => undefined);
    // The bank was wrong: its settlement file brings the charge up, and the same rule takes its word in.
    const { answerCharge } = await import('@onfile/domain');
    const desk = openDesk({ billId: BILL }, bench.ports);
    await desk.load();
    await desk.write('late', (world, at) =>
      answerCharge(world, `${BILL}/1`, { outcome: 'captured', chargeId: 'charge_1' }, at),
    );
    expect(await bench.run()).toStrictEqual({ standing: 'paid' });
    expect(bench.types().slice(-3)).toStrictEqual(['CardCharged', 'ChargeReturnAsked', 'ChargeRefunded']);
    expect(bench.gateway.chargeLedger().map(({ captured }) => captured)).toStrictEqual([0, 1_000]);
  });
});
