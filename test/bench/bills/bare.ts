import { FORWARDS, KurrentDBClient, NO_STREAM, StreamNotFoundError } from '@kurrent/kurrentdb-client';
import { chargesIdOf, defaultBillingPolicy, monthsOf } from '@onfile/domain';
import { Agent, request } from 'node:http';
import type { Work } from '../harness/window';
import { type BenchAccount, PERIOD } from './accounts';
import { AT_ONCE, PAGES } from './ours';
import { API_KEY, type Around } from './processes';
import { rawEvent } from './raw';

const AMOUNT = { currency: 'USD', minor: 510 };

/**
 * The same work bare: five reads, one call to the bank, two appends of the same facts, as many at once; no rule is asked,
 * nothing is checked.
 */
export async function billsBare({ logUrl, bankUrl }: Around, accounts: readonly BenchAccount[]) {
  const client = KurrentDBClient.connectionString(logUrl);
  let next = 0;
  const one = async ({ accountId, token }: BenchAccount): Promise<void> => {
    const charges = monthsOf(PERIOD).map((month) => `charges-${chargesIdOf(accountId, month)}`);
    await Promise.all([`wallet-${accountId}`, `account-${accountId}`, ...charges].map((name) => readAll(client, name)));
    const billId = `${accountId}-${PERIOD}`;
    const key = `${billId}/1`;
    const at = new Date().toISOString();
    await client.appendRecords(issued(accountId, billId, key, token, at), [
      { type: 'stream_state', streamName: `bill-${billId}`, expectedState: NO_STREAM },
      { type: 'stream_state', streamName: charges[0]!, expectedState: 4n },
    ]);
    const { chargeId } = await charge(bankUrl, key, {
      token,
      amount: AMOUNT,
      reference: billId,
      initiatedBy: 'merchant',
    });
    const paid = [
      rawEvent('CardCharged', at, { key, chargeId }),
      rawEvent('BillPaid', at, { key, cardId: 'card_0', overdue: false }),
    ];
    await client.appendToStream(`bill-${billId}`, paid, { streamState: 1n });
  };
  const lane = async (until: number): Promise<void> => {
    while (performance.now() < until) {
      const account = accounts[next];
      if (!account) throw new Error('there are not enough accounts for the benchmark');
      next += 1;
      await one(account);
    }
  };
  return {
    async work(windowMs: number): Promise<Work> {
      const until = performance.now() + windowMs;
      const begun = next;
      await Promise.all(Array.from({ length: PAGES * AT_ONCE }, () => lane(until)));
      return { units: next - begun };
    },
    close: () => client.dispose(),
  };
}

const line = new Agent({ keepAlive: true });

/** One call to the bank over a kept connection. */
function charge(bankUrl: string, key: string, body: object): Promise<{ chargeId: string }> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', 'idempotency-key': key };
  return new Promise((resolve, reject) => {
    const sent = request(`${bankUrl}/v1/charges`, { method: 'POST', headers, agent: line }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(JSON.parse(text) as { chargeId: string }));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

async function readAll(client: KurrentDBClient, name: string): Promise<void> {
  try {
    for await (const _ of client.readStream(name, { fromRevision: 0n, direction: FORWARDS })) continue;
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
}

/** The first append of a bill, as ours writes it. */
function issued(accountId: string, billId: string, key: string, token: string, at: string) {
  const to = (streamName: string, record: ReturnType<typeof rawEvent>) => ({ streamName, record });
  const services = [0, 1, 2].map((n) => ({
    ...{ month: PERIOD, service: `service-${n}`, records: 2, amount: AMOUNT, billed: AMOUNT },
  }));
  const card = { cardId: 'card_0', token, brand: 'visa', last4: '4242', expiry: '2030-12', isDefault: true };
  const bill = {
    ...{ billId, accountId, period: PERIOD, number: '2024-00000001', lines: services, amount: AMOUNT, rates: [] },
    ...{ zone: 'Asia/Shanghai', charges: [{ month: PERIOD, through: 4, records: 5 }], cards: [card] },
    dunning: defaultBillingPolicy.dunning,
  };
  const started = {
    ...{ key, n: 1, round: 1, cardId: 'card_0', token, fingerprint: `digest-${accountId}-0`, amount: AMOUNT },
    initiatedBy: 'merchant',
  };
  const billed = { accountId, billId, through: 4, records: 5 };
  return [
    to(`bill-${billId}`, rawEvent('BillIssued', at, bill)),
    to(`bill-${billId}`, rawEvent('CardChargeStarted', at, started)),
    to(`charges-${chargesIdOf(accountId, PERIOD)}`, rawEvent('ChargesBilled', at, billed)),
  ];
}
