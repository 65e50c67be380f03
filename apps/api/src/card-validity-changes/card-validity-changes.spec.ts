import { cardOf, defaultCardSet } from '@onfile/domain/fixtures';
import type { FakeBehaviour } from '@onfile/gateways';
import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

interface View {
  readonly changeId: string;
  readonly state: string;
  readonly step: string | null;
  readonly code?: string;
}

describe('R37–38 Edit, over HTTP', () => {
  let bench: Bench;
  let customer: Customer;
  beforeEach(async () => {
    bench = await startBench();
    customer = await Customer.known(bench);
    const fingerprint = bench.secrecy.fingerprintHash('the-card');
    bench.log.given(`wallet-${customer.accountId}`, {
      type: 'CardAdded',
      at: '2024-05-01T00:00:00.000Z',
      data: {
        accountId: customer.accountId,
        cardId: 'a',
        journeyId: 'j',
        card: cardOf('a', { fingerprint, expiry: '2024-04' }),
      },
    });
    bench.log.given(`wallet-${customer.accountId}`, defaultCardSet('a'));
  });
  afterEach(() => bench.stop());

  const edit = (behaviour: FakeBehaviour, fingerprint = 'the-card', key?: string): Promise<Response> => {
    const cardToken = bench.card(behaviour, undefined, fingerprint); // valid to 2030-12
    return customer.post('/v1/card-validity-changes', { cardId: 'a', cardToken }, key);
  };
  const view = ({ body }: Response): View => body as View;
  const expiry = async () => {
    const { body } = await customer.get('/v1/payment-methods/as-of');
    return (body as { cards: { expiry: string }[] }).cards[0]?.expiry;
  };

  it('an expired card becomes valid again, and its hold is back', async () => {
    const answer = await edit({ on: 'approve' });
    expect([answer.status, view(answer).state, await expiry()]).toStrictEqual([201, 'succeeded', '2030-12']);
    expect(answer.text).not.toMatch(/tok_/);
    const again = await customer.get(answer.headers['location'] as string);
    expect(again.body).toMatchObject({ state: 'succeeded', hold: { status: 'voided' }, from: '2024-04' });
    const { body } = await customer.get(`${answer.headers['location']}/timeline`);
    expect((body as { entries: { sentence: string }[] }).entries.map(({ sentence }) => sentence)).toContain(
      'validity-change-succeeded',
    );
  });

  it('declined: the old date stays, and the bank’s own code is not told', async () => {
    const answer = await edit({ on: 'decline', networkCode: '54' });
    expect(view(answer)).toMatchObject({ state: 'failed', result: { code: 'hold-declined', group: 'expired' } });
    expect(answer.text).not.toContain('"54"');
    expect(await expiry()).toBe('2024-04');
  });

  it('the bank’s page, then a notice of the bank', async () => {
    const answer = await edit({ on: 'bank-page' });
    const { changeId } = view(answer);
    expect(view(answer)).toMatchObject({ state: 'open', step: 'bank-page', bankPageUrl: expect.any(String) });
    expect(view(await edit({ on: 'approve' }))).toMatchObject({ code: 'change-open', changeId });
    bench.cards.answerBankPage(`${changeId}/hold`, 'confirmed');
    await bench.http.get(`/v1/bank-return?session=${changeId}`).expect(303);
    expect(await expiry()).toBe('2030-12');
  });

  it('is given up on the bank’s page', async () => {
    const { changeId } = view(await edit({ on: 'bank-page' }));
    const cancel = (key: string) => customer.post(`/v1/card-validity-changes/${changeId}/cancellation`, {}, key);
    expect(view(await cancel('cancel-key-1'))).toMatchObject({
      state: 'failed',
      result: { code: 'bank-page-cancelled' },
    });
    expect(view(await cancel('cancel-key-1'))).toMatchObject({ state: 'failed' });
    expect(view(await cancel('cancel-key-2'))).toMatchObject({ state: 'failed' });
  });

  it('the same key is the same change; another body is refused', async () => {
    const cardToken = bench.card({ on: 'approve' }, undefined, 'the-card');
    const send = (token: string) =>
      customer.post('/v1/card-validity-changes', { cardId: 'a', cardToken: token }, 'edit-key-1');
    const first = await send(cardToken);
    const again = await send(cardToken);
    expect([view(again).changeId, again.headers['idempotency-hit']]).toStrictEqual([view(first).changeId, 'true']);
    expect(view(await send('tok_other')).code).toBe('idempotency-key-reused');
  });

  it('Q2 two requests at once under one key: the second is answered only if it asks for the same', async () => {
    const tokens = [1, 2].map(() => bench.card({ on: 'approve' }, undefined, 'the-card'));
    const answers = await Promise.all(
      tokens.map((cardToken) => customer.post('/v1/card-validity-changes', { cardId: 'a', cardToken }, 'edit-key-1')),
    );
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([201, 422]);
    expect(answers.map((answer) => view(answer).code)).toContain('idempotency-key-reused');
  });

  it('refuses the date of another card, a token that nobody knows, and a card of nobody', async () => {
    expect(view(await edit({ on: 'approve' }, 'another-card')).code).toBe('card-differs');
    const post = (body: object) => customer.post('/v1/card-validity-changes', body);
    expect(view(await post({ cardId: 'a', cardToken: 'tok_nobody' })).code).toBe('token-unknown');
    const cardToken = bench.card({ on: 'approve' });
    expect(view(await post({ cardId: 'x', cardToken })).code).toBe('card-unknown');
  });
});
