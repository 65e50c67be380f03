import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

describe('a card addition over HTTP', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await startBench()));
  afterAll(() => bench.stop());

  it('R1–R30 leads from nothing to a card on file, and the $1 goes back', async () => {
    const customer = await Customer.register(bench);
    const before = await customer.get('/v1/me/subscription-gate');
    expect(before.body).toStrictEqual({
      allowed: false,
      missing: ['mobile', 'information', 'card'],
      suspended: false,
      restricted: false,
      goOnAt: 'https://onfile.example/complete-information',
    });
    const journeyId = await customer.reachCard();
    const submitted = await customer.post(`/v1/card-additions/${journeyId}/card`, {
      cardToken: bench.card({ on: 'approve' }),
    });
    expect(submitted.status).toBe(200);
    expect(submitted.body).toMatchObject({ journeyId, state: 'succeeded', step: null });

    // R2: strictly consistent, while no read model has heard of it.
    expect((await customer.get('/v1/me/subscription-gate')).body).toStrictEqual({
      allowed: true,
      missing: [],
      suspended: false,
      restricted: false,
    });
    const { body: journey } = await customer.get(`/v1/card-additions/${journeyId}`);
    expect(journey).toMatchObject({
      state: 'succeeded',
      hold: { status: 'voided', amount: { currency: 'USD', minor: 100 } },
    });
    expect(bench.cards.ledger().filter(({ key }) => key.startsWith(journeyId))).toMatchObject([{ status: 'voided' }]);
  });

  it('an answer’s position is behind nothing of what it speaks of: the card in the wallet, the account', async () => {
    const customer = await Customer.known(bench);
    const added = await customer.post('/v1/card-additions');
    const { journeyId } = added.body as { journeyId: string };
    const positionIn = (stream: string): number =>
      Number(
        bench.log
          .all()
          .filter((it) => it.stream === stream)
          .at(-1)?.position,
      );
    expect(Number(added.headers['onfile-position'])).toBeGreaterThanOrEqual(
      positionIn(`account-${customer.accountId}`),
    );
    const submitted = await customer.post(`/v1/card-additions/${journeyId}/card`, {
      cardToken: bench.card({ on: 'approve' }),
    });
    const viewed = await customer.get(`/v1/card-additions/${journeyId}`);
    for (const { headers } of [submitted, viewed]) {
      const told = Number(headers['onfile-position']);
      expect(told).toBeGreaterThanOrEqual(positionIn(`account-${customer.accountId}`));
      expect(told).toBeGreaterThanOrEqual(positionIn(`wallet-${customer.accountId}`));
    }
  });

  it('R6 a second Add Card, under another key, leads to the journey that is open', async () => {
    const customer = await Customer.register(bench);
    const first = await customer.post('/v1/card-additions');
    const second = await customer.post('/v1/card-additions');
    expect([first.status, second.status]).toStrictEqual([201, 200]);
    expect(second.body).toStrictEqual(first.body);
    expect(second.headers['location']).toBe(first.headers['location']);
  });

  it('R7 a fresh registration skips the email code, and says why', async () => {
    const customer = await Customer.register(bench, { ageMs: 10 * 60_000 });
    const { body } = await customer.post('/v1/card-additions');
    expect(body).toMatchObject({
      step: 'mobile',
      steps: [{ step: 'email', status: 'skipped', because: 'registered-recently' }, {}, {}, {}, {}],
    });
  });

  it('R29 shows the bank page while the bank waits, and goes on when the bank has answered', async () => {
    const customer = await Customer.register(bench);
    const journeyId = await customer.reachCard();
    const { body } = await customer.post(`/v1/card-additions/${journeyId}/card`, {
      cardToken: bench.card({ on: 'bank-page' }),
    });
    expect(body).toMatchObject({ state: 'open', step: 'bank-page', bankPageUrl: expect.stringMatching(/^https?:/) });
    bench.cards.answerBankPage(`${journeyId}/hold`, 'confirmed');
    await bench.http.get(`/v1/bank-return?session=${journeyId}`).expect(303);
    expect((await customer.get(`/v1/card-additions/${journeyId}`)).body).toMatchObject({ state: 'succeeded' });
  });

  it('R31 a decline is a Result, and the journey can be seen again afterwards', async () => {
    const customer = await Customer.register(bench);
    const journeyId = await customer.reachCard();
    const cardToken = bench.card({ on: 'decline', networkCode: '51' });
    const { status, body } = await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken });
    expect([status, body]).toMatchObject([
      200,
      { state: 'failed', result: { code: 'hold-declined', group: expect.any(String) } },
    ]);
    expect(JSON.stringify(body)).not.toContain('"51"'); // R33: the bank's raw code is for staff
    const again = await customer.post('/v1/card-additions');
    expect(again.body).toMatchObject({ step: 'card' }); // R31: finished steps are kept
  });

  it('R31 cancelling before the card is no failure', async () => {
    const customer = await Customer.register(bench);
    const journeyId = await customer.addCard();
    const { body } = await customer.post(`/v1/card-additions/${journeyId}/cancellation`);
    expect(body).toMatchObject({ state: 'abandoned' });
  });

  it('tells a journey as a timeline without personal data, tokens or digests', async () => {
    const customer = await Customer.register(bench);
    const journeyId = await customer.reachCard();
    await customer.post(`/v1/card-additions/${journeyId}/card`, {
      cardToken: bench.card({ on: 'approve' }, 'tok_timeline'),
    });
    const { body, text } = await customer.get(`/v1/card-additions/${journeyId}/timeline`);
    const types = (body as { entries: { type: string }[] }).entries.map(({ type }) => type);
    expect(types).toStrictEqual(bench.log.types(`cardAddition-${journeyId}`));
    for (const secret of [customer.email, customer.mobile, 'Ada', 'tok_timeline', customer.newestCode()])
      expect(text).not.toContain(secret);
  });

  it('R26–R28 asks a customer in Chile for an ID, and keeps its number sealed', async () => {
    const customer = await Customer.register(bench, { region: 'CL' });
    const journeyId = await customer.addCard();
    const at = `/v1/card-additions/${journeyId}`;
    await customer.take('email', journeyId);
    await customer.post(`${at}/mobile-code`, { mobileNumber: '+56961234567' });
    const code = bench.journeys.sent.at(-1)?.code;
    await customer.post(`${at}/mobile-confirmation`, { mobileNumber: '+56 9 6123 4567', code });
    await customer.take('information', journeyId);
    const cardToken = bench.card({ on: 'approve' });
    const without = await customer.post(`${at}/card`, { cardToken });
    expect([without.status, without.body]).toMatchObject([422, { code: 'tax-id-missing' }]);
    await customer.post(`${at}/card`, { cardToken, taxId: { type: 'RUT', number: '8.148.691-0' } });
    expect(bench.log.types(`cardAddition-${journeyId}`)).toContain('CardSubmitted');
    expect(JSON.stringify(bench.log.all())).not.toMatch(/8148691|8\.148\.691/);
  });
});
