import type { CardCharges } from './charge-port';

/** How a suite gets cards and answers bank pages, on the fake and on a real bank alike. */
export interface ChargesBench {
  readonly charges: CardCharges;
  /** A fresh token of a card that behaves so when it is charged. */
  token(behaviour: 'approve' | 'decline-51' | 'part-approve' | 'bank-page'): Promise<string>;
  answerBankPage(key: string, answer: 'confirmed' | 'cancelled'): Promise<void>;
  /** The next answer to a charge of `token` gets lost, before or after the bank did its part. */
  loseNextCharge(token: string, when: 'lost-before' | 'lost-after'): Promise<void>;
  /** The next void of a charge of `token` is refused since it has settled. */
  settleBeforeVoid(token: string): Promise<void>;
  /** A key nobody used. */
  key(): string;
}

const AMOUNT = { currency: 'USD', minor: 12_345 };

/** What bills rely on with every card gateway. Runs on the fake and on the bank simulator over HTTP. */
export function cardChargesContract(open: () => Promise<ChargesBench>): void {
  let bench: ChargesBench;
  beforeAll(async () => {
    bench = await open();
  });
  const charge = (key: string, token: string, initiatedBy: 'merchant' | 'customer' = 'merchant') =>
    bench.charges.chargeCard({
      key,
      token,
      amount: AMOUNT,
      returnUrl: 'http://127.0.0.1/return',
      reference: `bill of ${key}`,
      initiatedBy,
    });
  const charged = async (behaviour: Parameters<ChargesBench['token']>[0]) => {
    const [key, token] = [bench.key(), await bench.token(behaviour)];
    return { key, token, answer: await charge(key, token) };
  };
  const idOf = (answer: object): string => ('chargeId' in answer ? String(answer.chargeId) : '');

  it('D8 takes the whole amount, and the same key takes it once', async () => {
    const { key, token, answer } = await charged('approve');
    expect(answer).toMatchObject({ outcome: 'captured' });
    expect(await charge(key, token)).toEqual(answer);
    expect(await bench.charges.findCharge(key)).toEqual(answer);
    expect(await bench.charges.findChargesOf(`bill of ${key}`)).toEqual([{ key, standing: answer }]);
  });

  it('a decline is an answer with the network code, now and when it is looked up', async () => {
    const { key, answer } = await charged('decline-51');
    expect(answer).toMatchObject({ outcome: 'declined', networkCode: '51' });
    expect(await bench.charges.findCharge(key)).toMatchObject({ outcome: 'declined', networkCode: '51' });
  });

  it('D8 a partial approval says how much, and goes back by a void', async () => {
    const { key, answer } = await charged('part-approve');
    expect(answer).toMatchObject({ outcome: 'part-approved', approved: { currency: 'USD' } });
    expect(await bench.charges.voidCharge({ key: `${key}/void/1`, chargeId: idOf(answer) })).toEqual({
      outcome: 'released',
    });
    expect(await bench.charges.findCharge(key)).toMatchObject({ outcome: 'voided' });
  });

  it('1A, 70: a bank that wants it confirmed says so; what is pending is voided', async () => {
    const { key, answer } = await charged('bank-page');
    expect(answer).toMatchObject({ outcome: 'needs-bank-page' });
    await bench.charges.voidCharge({ key: `${key}/void/1`, chargeId: idOf(answer) });
    expect(await bench.charges.findCharge(key)).toMatchObject({ outcome: 'voided' });
  });

  it('1A, 70: in person the customer confirms it on the page of the bank', async () => {
    const [yes, no, token] = [bench.key(), bench.key(), await bench.token('bank-page')];
    expect(await charge(yes, token, 'customer')).toMatchObject({ outcome: 'needs-bank-page' });
    await bench.answerBankPage(yes, 'confirmed');
    expect(await bench.charges.findCharge(yes)).toMatchObject({ outcome: 'captured' });
    await charge(no, token, 'customer');
    await bench.answerBankPage(no, 'cancelled');
    expect(await bench.charges.findCharge(no)).toMatchObject({ outcome: 'declined' });
  });

  it('Q5 D7 a lost answer is unknown; the key tells whether it was done', async () => {
    const token = await bench.token('approve');
    const [done, notDone] = [bench.key(), bench.key()];
    await bench.loseNextCharge(token, 'lost-after');
    expect(await charge(done, token)).toEqual({ outcome: 'unknown' });
    expect(await bench.charges.findCharge(done)).toMatchObject({ outcome: 'captured' });
    await bench.loseNextCharge(token, 'lost-before');
    expect(await charge(notDone, token)).toEqual({ outcome: 'unknown' });
    expect(await bench.charges.findCharge(notDone)).toEqual({ outcome: 'not-found' });
    expect(await charge(notDone, token)).toMatchObject({ outcome: 'captured' });
  });

  it('what was taken goes back by a refund; a settled one refuses the void', async () => {
    const { key, token, answer } = await charged('approve');
    await bench.settleBeforeVoid(token);
    expect(await bench.charges.voidCharge({ key: `${key}/void/1`, chargeId: idOf(answer) })).toMatchObject({
      outcome: 'refused',
      reason: 'already-settled',
    });
    expect(await bench.charges.refundCharge({ key: `${key}/refund/2`, chargeId: idOf(answer) })).toEqual({
      outcome: 'released',
    });
    expect(await bench.charges.findCharge(key)).toMatchObject({ outcome: 'refunded' });
  });

  it('nothing is not-found, of a key and of a reference', async () => {
    expect(await bench.charges.findCharge(bench.key())).toEqual({ outcome: 'not-found' });
    expect(await bench.charges.findChargesOf('nobody has heard of it')).toEqual([]);
  });
}
