import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { randomUUID } from 'node:crypto';
import { fillWallet } from '../disturbed/full-wallets';
import type { Customer } from '../driver/onfile';
import { onfile, sharedLog } from './stack';

const CLIENTS = 32;
/** Of these clients the request is given up half-way: nobody told them what became of it. */
const GIVE_UP = new Set([5, 13, 21, 29]);
const GIVE_UP_MS = 15;

/** What one client did: when it asked and when it was answered. Without an answer (`Infinity`) it may count, or not. */
interface Call {
  readonly what: 'set' | 'read';
  readonly cardId: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Whether every call took effect at one moment between its question and its answer, as if one had come after the other in
 * the order of `told`: each default that the log tells, the first of them before any call. Answers the first two calls
 * that contradict it.
 */
function contradiction(
  calls: readonly Call[],
  told: readonly string[],
): readonly [Call, Call] | 'not told' | undefined {
  const turnOf = new Map(told.map((cardId, turn) => [cardId, turn]));
  const placed: { call: Call; turn: number }[] = [];
  for (const call of calls) {
    const turn = turnOf.get(call.cardId);
    if (turn === undefined && call.to !== Infinity) return 'not told'; // answered, and the log knows nothing of it
    // A read comes after the default that it saw was set, and before the next one.
    if (turn !== undefined) placed.push({ call, turn: call.what === 'set' ? turn : turn + 0.5 });
  }
  for (const a of placed) {
    const b = placed.find(({ call, turn }) => a.call.to < call.from && turn < a.turn);
    if (b) return [a.call, b.call];
  }
  return undefined;
}

describe('Q16 set-default is linearizable', () => {
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: sharedLog() })));
  afterAll(() => log.close());

  const calls: Call[] = [];
  const now = () => performance.now();
  const sets = async ({ token }: Customer, cardId: string, givesUp: boolean): Promise<void> => {
    const from = now();
    const answer = await fetch(`${onfile().url}/v1/payment-methods/default`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ cardId }),
      signal: AbortSignal.timeout(givesUp ? GIVE_UP_MS : 30_000),
    }).catch(() => undefined);
    if (answer && !givesUp) expect([cardId, answer.status]).toStrictEqual([cardId, 200]);
    calls.push({ what: 'set', cardId, from, to: answer?.ok ? now() : Infinity });
  };
  const reads = async (customer: Customer): Promise<void> => {
    const from = now();
    const { body } = await customer.get<{ cards: { cardId: string; isDefault: boolean }[] }>(
      '/v1/payment-methods/as-of',
    );
    const [first, ...others] = body.cards.filter(({ isDefault }) => isDefault);
    expect(others).toStrictEqual([]); // one default, at every moment
    calls.push({ what: 'read', cardId: first!.cardId, from, to: now() });
  };

  it(`${CLIENTS} clients set other defaults at once and look: each call has its moment in the log's order`, async () => {
    const customer = await onfile().register({ region: 'US' });
    const cards = Array.from({ length: CLIENTS + 1 }, (_, n) => `tok_of_${customer.accountId}_${n}`);
    await fillWallet(log, customer.accountId, cards); // card_0 is the default
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, n) => {
        await reads(customer);
        await sets(customer, `card_${n + 1}`, GIVE_UP.has(n));
        await reads(customer);
      }),
    );
    const { facts, state } = await log.read(stream('wallet', customer.accountId));
    const told = facts.flatMap(({ fact }) => (fact.type === 'DefaultCardSet' ? [fact.data.cardId] : []));
    expect(new Set(told).size).toBe(told.length); // whoever asked is told of once
    expect(contradiction(calls, told)).toBeUndefined();
    expect(state.defaultCardId).toBe(told.at(-1));
    expect(told.length).toBeGreaterThan(CLIENTS - GIVE_UP.size);
  });

  it('a read of an older default after a newer one was seen, and an answer that the log does not tell, are found', () => {
    const told = ['a', 'b', 'c'];
    const call = (what: Call['what'], cardId: string, from: number, to: number): Call => ({ what, cardId, from, to });
    const fine = [call('set', 'b', 0, 5), call('read', 'a', 1, 2), call('set', 'c', 3, 9), call('read', 'b', 6, 8)];
    expect(contradiction(fine, told)).toBeUndefined();
    const stale = call('read', 'b', 10, 11);
    expect(contradiction([...fine, stale], told)).toStrictEqual([fine[2], stale]);
    expect(contradiction([...fine, call('set', 'd', 0, 1)], told)).toBe('not told');
    expect(contradiction([...fine, call('set', 'd', 0, Infinity)], told)).toBeUndefined();
  });
});
