import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

const KEYS = 500;
const TIMES = 20;

describe('repeated requests', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await startBench()));
  afterAll(() => bench.stop());

  /** A journey at its card step, of a new customer, without the steps before: five hundred of them are wanted. */
  async function atCardStep(): Promise<{ customer: Customer; path: string }> {
    const customer = await Customer.known(bench);
    return { customer, path: `/v1/card-additions/${await customer.addCard()}/card` };
  }

  /** Ten thousand of these: over connections that stay open. */
  async function submit({ token }: Customer, path: string, cardToken: string, key: string) {
    const response = await fetch(`${bench.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, 'Idempotency-Key': key },
      body: JSON.stringify({ cardToken }),
    });
    return { status: response.status, hit: response.headers.has('Idempotency-Hit'), text: await response.text() };
  }

  it(`Q1 ${KEYS} keys × ${TIMES} identical submissions at once: ${KEYS} holds, and everybody gets the same bytes`, async () => {
    for (let n = 0; n < KEYS; n += 1) {
      const { customer, path } = await atCardStep();
      const cardToken = bench.card({ on: 'approve' });
      const key = bench.freshKey();
      const answers = await Promise.all(Array.from({ length: TIMES }, () => submit(customer, path, cardToken, key)));
      expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers.filter(({ hit }) => hit)).toHaveLength(TIMES - 1);
    }
    expect(bench.cards.ledger()).toHaveLength(KEYS);
    expect(new Set(bench.cards.ledger().map(({ key }) => key)).size).toBe(KEYS);
  }, 600_000);

  it('Q2 the same key with one byte changed is refused, and the gateway is untouched', async () => {
    const { customer, path } = await atCardStep();
    const cardToken = bench.card({ on: 'approve' });
    const key = bench.freshKey();
    const first = await customer.post(path, { cardToken }, key);
    const [facts, holds] = [bench.log.all().length, bench.cards.ledger().length];
    for (const body of [{ cardToken: `${cardToken}x` }, { cardToken, holderName: 'Ada' }]) {
      expect(problemOf(await customer.post(path, body, key))).toStrictEqual([422, 'idempotency-key-reused']);
    }
    expect([bench.log.all().length, bench.cards.ledger().length]).toStrictEqual([facts, holds]);
    const again = await customer.post(path, { cardToken }, key);
    expect([again.text, isHit(again), isHit(first)]).toStrictEqual([first.text, true, false]);
  });

  it('Q2 also when both are under way at the same time', async () => {
    const { customer, path } = await atCardStep();
    const key = bench.freshKey();
    const tokens = [bench.card({ on: 'approve' }), bench.card({ on: 'approve' })];
    const answers = await Promise.all(tokens.map((cardToken) => customer.post(path, { cardToken }, key)));
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([200, 422]);
    expect(bench.cards.ledger().filter(({ key: hold }) => path.includes(hold.split('/')[0] ?? ''))).toHaveLength(1);
  });

  it('R22 a double Yes, under two keys, is one hold', async () => {
    const { customer, path } = await atCardStep();
    const cardToken = bench.card({ on: 'bank-page' });
    const answers = await Promise.all([customer.post(path, { cardToken }), customer.post(path, { cardToken })]);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toStrictEqual([]);
    expect(bench.cards.ledger().filter(({ key }) => path.includes(key.split('/')[0] ?? ''))).toHaveLength(1);
  });

  it('a closed journey answers a repeat from its stream, as it did the first time', async () => {
    const { customer, path } = await atCardStep();
    const cardToken = bench.card({ on: 'bank-page' });
    const key = bench.freshKey();
    const waiting = await customer.post(path, { cardToken }, key);
    const journeyId = (waiting.body as { journeyId: string }).journeyId;
    bench.cards.answerBankPage(`${journeyId}/hold`, 'confirmed');
    await bench.http.get(`/v1/bank-return?session=${journeyId}`);
    expect((await customer.get(`/v1/card-additions/${journeyId}`)).body).toMatchObject({ state: 'succeeded' });
    const again = await customer.post(path, { cardToken }, key);
    expect([again.text, isHit(again)]).toStrictEqual([waiting.text, true]);
  });

  it('every step answers a repeat with the same bytes, and sends no second code', async () => {
    const customer = await Customer.register(bench);
    const started = bench.freshKey();
    const first = await customer.post('/v1/card-additions', {}, started);
    const again = await customer.post('/v1/card-additions', {}, started);
    expect([again.status, again.text, isHit(again)]).toStrictEqual([201, first.text, true]);

    const path = `/v1/card-additions/${(first.body as { journeyId: string }).journeyId}`;
    const twice = async (step: string, body: object): Promise<void> => {
      const key = bench.freshKey();
      const [one, two] = [
        await customer.post(`${path}/${step}`, body, key),
        await customer.post(`${path}/${step}`, body, key),
      ];
      expect([two.status, two.text, isHit(two)]).toStrictEqual([one.status, one.text, true]);
    };
    const sent = bench.journeys.sent.length;
    await twice('email-code', {});
    expect(bench.journeys.sent).toHaveLength(sent + 1);
    await twice('email-confirmation', { code: customer.newestCode() });
    await twice('mobile-code', { mobileNumber: customer.mobile });
    expect(bench.journeys.sent).toHaveLength(sent + 2);
    await twice('cancellation', {});
  });

  it('a wrong code counts once, however often its request is repeated', async () => {
    const customer = await Customer.register(bench);
    const path = `/v1/card-additions/${await customer.addCard()}`;
    await customer.post(`${path}/email-code`);
    const wrong = customer.newestCode() === '000000' ? '000001' : '000000';
    const key = bench.freshKey();
    const answers = [1, 2, 3].map(() => customer.post(`${path}/email-confirmation`, { code: wrong }, key));
    for (const answer of await Promise.all(answers))
      expect(answer.body).toMatchObject({ code: 'code-wrong', triesLeft: 4 });
  });

  it('a key is its customer’s and its route’s own', async () => {
    const [one, two] = [await Customer.register(bench), await Customer.register(bench)];
    const key = bench.freshKey();
    const [first, second] = [
      await one.post('/v1/card-additions', {}, key),
      await two.post('/v1/card-additions', {}, key),
    ];
    expect([first.status, second.status]).toStrictEqual([201, 201]);
    const { journeyId } = first.body as { journeyId: string };
    const other = await one.post(`/v1/card-additions/${journeyId}/email-code`, {}, key);
    expect([other.status, isHit(other)]).toStrictEqual([200, false]);
  });

  it('R6 an Add Card that led to the open journey leads there again under its key', async () => {
    const customer = await Customer.register(bench);
    const open = await customer.addCard();
    const key = bench.freshKey();
    for (let n = 0; n < 3; n += 1) {
      const { status, body } = await customer.post('/v1/card-additions', {}, key);
      expect([status, body]).toMatchObject([200, { journeyId: open, state: 'open' }]);
    }
  });

  it('R31 a refused Add Card says so again under its key, and another key starts when the wait is over', async () => {
    const customer = await Customer.register(bench);
    for (let n = 0; n < 3; n += 1) {
      const path = `/v1/card-additions/${await customer.reachCard()}/card`;
      await customer.post(path, { cardToken: bench.card({ on: 'decline', networkCode: '05' }) });
    }
    const key = bench.freshKey();
    for (const answer of [
      await customer.post('/v1/card-additions', {}, key),
      await customer.post('/v1/card-additions', {}, key),
    ]) {
      expect(problemOf(answer)).toStrictEqual([429, 'too-many-failures']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });
});

const isHit = ({ headers }: Response): boolean => headers['idempotency-hit'] === 'true';
const problemOf = ({ status, body }: Response): unknown[] => [status, (body as { code: string }).code];
