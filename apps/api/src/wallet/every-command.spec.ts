import type { WalletEvent } from '@onfile/domain';
import { cardBlocked, cardRemoved, defaultCardSet, onFile } from '@onfile/domain/fixtures';
import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { billIssued } from '../../testing/bills';
import { Customer } from '../../testing/customer';

const CARDS = ['removed', 'expired', 'blocked', 'foreign', 'unknown'] as const;
type Card = (typeof CARDS)[number];
/** Status and code of the answer for each card. */
type Answers = Readonly<Record<Card, readonly [number, string?]>>;

const FOREIGN: Pick<Answers, 'foreign' | 'unknown'> = {
  foreign: [404, 'card-unknown'], // as if it were not there: nobody learns of other accounts' cards
  unknown: [404, 'card-unknown'],
};

describe('every command against a card that is removed, expired, blocked, foreign or unknown', () => {
  let bench: Bench;
  let customer: Customer;
  let billId: string;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.known(bench);
    const other = await Customer.known(bench);
    const given = (of: Customer, ...facts: WalletEvent[]) =>
      facts.forEach((fact) => bench.log.given(`wallet-${of.accountId}`, fact));
    given(
      customer,
      onFile('a'),
      defaultCardSet('a'),
      onFile('removed'),
      onFile('expired', '2024-04'),
      onFile('blocked'),
    );
    given(customer, cardRemoved('removed'), cardBlocked('blocked', true));
    given(other, onFile('foreign'), defaultCardSet('foreign'));
    billId = `${customer.accountId}-2024-04`;
    bench.log.given(`bill-${billId}`, billIssued(customer.accountId, '2024-04'));
  });
  afterEach(() => bench.stop());

  const send = (method: 'put' | 'delete' | 'post', path: string, body: object = {}): Promise<Response> =>
    bench.http[method](path)
      .agent(bench.line)
      .set('Authorization', `Bearer ${customer.token}`)
      .set('Idempotency-Key', bench.freshKey())
      .send(body) as unknown as Promise<Response>;

  const commands: readonly [string, (cardId: string) => Promise<Response>, Answers][] = [
    [
      'R34 Set as Default',
      (cardId) => send('put', '/v1/payment-methods/default', { cardId }),
      { removed: [409, 'card-removed'], expired: [409, 'card-expired'], blocked: [409, 'card-blocked'], ...FOREIGN },
    ],
    [
      'D6 reorder',
      (cardId) =>
        send('put', '/v1/payment-methods/order', { order: [...new Set(['a', cardId, 'expired', 'blocked'])] }),
      {
        removed: [409, 'card-removed'],
        expired: [200],
        blocked: [200],
        ...FOREIGN,
      },
    ],
    [
      'R37 Edit, its form',
      (cardId) => customer.get(`/v1/payment-methods/${cardId}/edit-form`),
      { removed: [409, 'card-removed'], expired: [200], blocked: [409, 'card-blocked'], ...FOREIGN },
    ],
    [
      'R37 Edit',
      (cardId) => send('post', '/v1/card-validity-changes', { cardId, cardToken: bench.card({ on: 'approve' }) }),
      { removed: [409, 'card-removed'], expired: [422, 'card-differs'], blocked: [409, 'card-blocked'], ...FOREIGN },
    ],
    [
      'R36 pay with it',
      (cardId) => send('post', `/v1/bills/${billId}/payments`, { cardId }),
      {
        removed: [409, 'card-not-usable'],
        expired: [409, 'card-not-usable'],
        blocked: [409, 'card-not-usable'],
        foreign: [409, 'card-not-usable'],
        unknown: [409, 'card-not-usable'],
      },
    ],
    [
      'R39 delete',
      (cardId) => send('delete', `/v1/payment-methods/${cardId}`),
      { removed: [200], expired: [200], blocked: [200], ...FOREIGN },
    ],
    [
      'R40 delete the default, with it as the new one',
      (cardId) => send('delete', `/v1/payment-methods/a?newDefault=${cardId}`),
      { removed: [409, 'card-removed'], expired: [409, 'card-expired'], blocked: [409, 'card-blocked'], ...FOREIGN },
    ],
  ];

  it.each(commands)('%s', async (_what, ask, expected) => {
    for (const card of CARDS) {
      const before = bench.log.all().length;
      const { status, body } = await ask(card);
      const { code, nextStep, detail } = body as { code?: string; nextStep?: string; detail?: string };
      expect([card, status, code]).toStrictEqual([card, expected[card][0], expected[card][1]]);
      if (status < 300) continue;
      // Every problem says what is wrong and offers a way out, and nothing is half done.
      expect([card, nextStep, detail]).toStrictEqual([card, expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
      expect(bench.log.all()).toHaveLength(before);
    }
  });
});
