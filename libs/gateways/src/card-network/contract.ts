import type { CardNetwork } from './port';

/** How a suite gets cards and answers bank pages, on the fake and on a real bank alike. */
export interface CardNetworkBench {
  readonly network: CardNetwork;
  /** A fresh token of a card that behaves so. */
  token(behaviour: 'approve' | 'bank-page' | 'decline-51'): Promise<string>;
  answerBankPage(key: string, answer: 'confirmed' | 'cancelled'): Promise<void>;
  /** The next answer to a hold with `token` gets lost, before or after the bank did its part. */
  loseNextHold(token: string, when: 'lost-before' | 'lost-after'): Promise<void>;
  /** The next void is refused since the hold has settled. */
  settleBeforeVoid(token: string): Promise<void>;
  /** A key nobody used. */
  key(): string;
}

const DOLLAR = { currency: 'USD', minor: 100 };
const around = { returnUrl: 'http://127.0.0.1/return', reference: 'contract' };

/** What Onfile relies on with every card gateway. Runs on the fake and on the bank simulator over HTTP. */
export function cardNetworkContract(open: () => Promise<CardNetworkBench>): void {
  let bench: CardNetworkBench;
  beforeAll(async () => {
    bench = await open();
  });
  const hold = (key: string, token: string) => bench.network.placeHold({ key, token, amount: DOLLAR, ...around });

  it('R21 describes a token without its number', async () => {
    const token = await bench.token('approve');
    const description = await bench.network.describeToken(token);
    expect(description).toMatchObject({ token, funding: 'credit' });
    expect(JSON.stringify(description)).not.toMatch(/\d{12,}/);
    expect(await bench.network.describeToken('tok_nobody_knows')).toBeUndefined();
  });

  it('R39 a destroyed token is no more; twice is once', async () => {
    const token = await bench.token('approve');
    await bench.network.destroyToken(token);
    await bench.network.destroyToken(token);
    expect(await bench.network.describeToken(token)).toBeUndefined();
    expect(await hold(bench.key(), token)).toMatchObject({ outcome: 'declined' });
  });

  it('R22 the same key holds once and answers the same', async () => {
    const [key, token] = [bench.key(), await bench.token('approve')];
    const first = await hold(key, token);
    expect(first).toMatchObject({ outcome: 'held' });
    expect(await hold(key, token)).toEqual(first);
    expect(await bench.network.findHold(key)).toMatchObject({ outcome: 'held' });
  });

  it('a decline is an answer with the network code', async () => {
    const [key, token] = [bench.key(), await bench.token('decline-51')];
    expect(await hold(key, token)).toMatchObject({ outcome: 'declined', networkCode: '51' });
    expect(await bench.network.findHold(key)).toMatchObject({ outcome: 'declined', networkCode: '51' });
  });

  it('R29 a bank page waits for the person, and the gateway knows the answer', async () => {
    const [yes, no, token] = [bench.key(), bench.key(), await bench.token('bank-page')];
    expect(await hold(yes, token)).toMatchObject({ outcome: 'needs-bank-page' });
    expect(await bench.network.findHold(yes)).toMatchObject({ outcome: 'needs-bank-page' });
    await bench.answerBankPage(yes, 'confirmed');
    expect(await bench.network.findHold(yes)).toMatchObject({ outcome: 'held', transStatus: 'Y' });
    await hold(no, token);
    await bench.answerBankPage(no, 'cancelled');
    expect(await bench.network.findHold(no)).toMatchObject({ outcome: 'declined', bankPage: 'cancelled' });
  });

  it('Q5 a lost answer is unknown; the key tells whether it was done', async () => {
    const token = await bench.token('approve');
    const [done, notDone] = [bench.key(), bench.key()];
    await bench.loseNextHold(token, 'lost-after');
    expect(await hold(done, token)).toEqual({ outcome: 'unknown' });
    expect(await bench.network.findHold(done)).toMatchObject({ outcome: 'held' });
    await bench.loseNextHold(token, 'lost-before');
    expect(await hold(notDone, token)).toEqual({ outcome: 'unknown' });
    expect(await bench.network.findHold(notDone)).toEqual({ outcome: 'not-found' });
    expect(await hold(notDone, token)).toMatchObject({ outcome: 'held' });
  });

  it('R25 a void gives the hold back, once', async () => {
    const [key, token] = [bench.key(), await bench.token('approve')];
    const held = await hold(key, token);
    const holdId = held.outcome === 'held' ? held.holdId : '';
    expect(await bench.network.voidHold({ key: `${key}/void/1`, holdId })).toEqual({ outcome: 'released' });
    expect(await bench.network.voidHold({ key: `${key}/void/1`, holdId })).toEqual({ outcome: 'released' });
    expect(await bench.network.findHold(key)).toMatchObject({ outcome: 'voided' });
  });

  it('D4 a settled hold refuses the void and takes the refund', async () => {
    const [key, token] = [bench.key(), await bench.token('approve')];
    const held = await hold(key, token);
    const holdId = held.outcome === 'held' ? held.holdId : '';
    await bench.settleBeforeVoid(token);
    expect(await bench.network.voidHold({ key: `${key}/void/1`, holdId })).toMatchObject({
      outcome: 'refused',
      reason: 'already-settled',
    });
    expect(await bench.network.refundHold({ key: `${key}/refund/1`, holdId })).toEqual({ outcome: 'released' });
    expect(await bench.network.findHold(key)).toMatchObject({ outcome: 'refunded' });
  });
}
