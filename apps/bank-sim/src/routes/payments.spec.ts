import { Bench, eventually, type LedgerLine, type PaymentAnswer } from '../../testing/bench';

describe('holds and charges', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  const lines = async (id: string | undefined): Promise<Pick<LedgerLine, 'operation' | 'status'>[]> =>
    (await bench.ledger()).filter((line) => line.id === id).map(({ operation, status }) => ({ operation, status }));
  const held = async () => (await bench.place('hold', await bench.token('approve'))).body;
  const captured = async () => (await bench.place('charge', await bench.token('approve'))).body;

  describe.each(['hold', 'charge'] as const)('a %s under a key', (kind) => {
    it('is made once: the same request again gets the same bytes, and says so', async () => {
      const [key, token] = [bench.key(), await bench.token('approve')];
      const first = await bench.place(kind, token, key);
      const again = await bench.place(kind, token, key);
      expect(again.text).toBe(first.text);
      expect([first.headers.get('idempotency-hit'), again.headers.get('idempotency-hit')]).toEqual([null, 'true']);
      expect(await lines(first.body.holdId ?? first.body.chargeId)).toHaveLength(1);
    });

    it('is made once, however many ask at the same time', async () => {
      const [key, token] = [bench.key(), await bench.token('approve')];
      const answers = await Promise.all(Array.from({ length: 20 }, () => bench.place(kind, token, key)));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect((await bench.ledger()).filter((line) => line.key === key)).toHaveLength(1);
    });

    it.each([{ amount: { currency: 'USD', minor: 101 } }, { reference: 'another' }, { initiatedBy: 'customer' }])(
      'is refused with other content: %j',
      async (change) => {
        const [key, token] = [bench.key(), await bench.token('approve')];
        await bench.place(kind, token, key);
        const other = await bench.place(kind, token, key, change);
        expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
        expect((await bench.ledger()).filter((line) => line.key === key)).toHaveLength(1);
      },
    );

    it('keeps its first answer, also when things went on', async () => {
      const [key, token] = [bench.key(), await bench.token('three-ds-always')];
      const first = await bench.place(kind, token, key);
      await bench.press(first.body.bankPageUrl ?? '', 'confirm');
      expect((await bench.place(kind, token, key)).text).toBe(first.text);
      expect(await bench.find(kind, key)).toMatchObject({ status: kind === 'hold' ? 'held' : 'captured' });
    });

    it.each([
      [{ amount: { currency: 'usd', minor: 1 } }, 'amount.currency'],
      [{ amount: { currency: 'USD', minor: 0 } }, 'amount.minor'],
      [{ amount: { currency: 'USD', minor: 1.5 } }, 'amount.minor'],
      [{ amount: { currency: 'USD', minor: '100' } }, 'amount.minor'],
      [{ returnUrl: 'javascript:alert(1)' }, 'returnUrl'],
      [{ initiatedBy: 'nobody' }, 'initiatedBy'],
      [{ token: '' }, 'token'],
    ])('refuses %j', async (change, field) => {
      const answer = await bench.place(kind, await bench.token('approve'), bench.key(), change);
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-request', fields: [field] } });
    });

    it('needs a key and JSON', async () => {
      expect(await bench.ask(`/v1/${kind}s`, { body: {} })).toMatchObject({
        status: 400,
        body: { code: 'key-missing' },
      });
      const broken = await bench.ask(`/v1/${kind}s`, { body: '{', key: bench.key() });
      expect(broken).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
    });

    it('is declined with 14 for a token that nobody knows, or that was destroyed', async () => {
      const token = await bench.token('approve');
      await bench.ask(`/v1/tokens/${token}`, { method: 'DELETE' });
      for (const gone of ['tok_nobody', token]) {
        expect((await bench.place(kind, gone)).body).toMatchObject({ outcome: 'declined', networkCode: '14' });
      }
    });

    it('is found by our own reference', async () => {
      const [reference, token] = [`reference of ${kind}`, await bench.token('approve')];
      const keys = [bench.key(), bench.key()];
      for (const key of keys) await bench.place(kind, token, key, { reference });
      const { body } = await bench.ask<Record<string, { key: string; reference: string }[]>>(
        `/v1/${kind}s?reference=${encodeURIComponent(reference)}`,
      );
      expect(body[`${kind}s`]?.map(({ key }) => key).sort()).toEqual([...keys].sort());
    });

    it('is not found under a key that nobody used; a question without any is refused', async () => {
      expect((await bench.ask(`/v1/${kind}s?key=unused`)).body).toEqual({ [`${kind}s`]: [] });
      expect((await bench.ask(`/v1/${kind}s`)).status).toBe(422);
    });

    it('is read by its id', async () => {
      const { body } = await bench.place(kind, await bench.token('approve'));
      const id = body.holdId ?? body.chargeId;
      expect((await bench.ask(`/v1/${kind}s/${id}`)).body).toMatchObject({ [`${kind}Id`]: id, networkCode: '00' });
      expect((await bench.ask(`/v1/${kind}s/none`)).status).toBe(404);
    });
  });

  it('a hold and a charge may have the same key only if they are the same request', async () => {
    const [key, token] = [bench.key(), await bench.token('approve')];
    await bench.place('hold', token, key);
    expect((await bench.place('charge', token, key)).body).toMatchObject({ code: 'key-reused' });
  });

  describe('giving it back', () => {
    it('D4 a hold is voided, once; a refund of it is refused', async () => {
      const hold = await held();
      expect((await bench.release('refund', hold)).body).toMatchObject({ outcome: 'refused', reason: 'other' });
      const key = bench.key();
      expect((await bench.release('void', hold, key)).body).toEqual({ outcome: 'voided' });
      expect((await bench.release('void', hold, key)).headers.get('idempotency-hit')).toBe('true');
      expect((await bench.release('void', hold)).body).toEqual({ outcome: 'voided' });
      expect((await bench.release('refund', hold)).body).toEqual({ outcome: 'voided' });
      expect(await lines(hold.holdId)).toEqual([
        { operation: 'hold', status: 'held' },
        { operation: 'void', status: 'voided' },
      ]);
    });

    it('D4 a hold that settled is refunded, not voided', async () => {
      const hold = await held();
      await bench.ask(`/v1/holds/${hold.holdId}/settle`, { body: {} });
      expect((await bench.release('void', hold)).body).toEqual({ outcome: 'refused', reason: 'already-settled' });
      expect((await bench.release('refund', hold)).body).toEqual({ outcome: 'refunded' });
      expect((await bench.release('refund', hold)).body).toEqual({ outcome: 'refunded' });
      expect(await lines(hold.holdId)).toEqual([
        { operation: 'hold', status: 'held' },
        { operation: 'settle', status: 'settled' },
        { operation: 'refund', status: 'refunded' },
      ]);
    });

    it('a hold that expired needs no more', async () => {
      const hold = await held();
      expect((await bench.ask(`/v1/holds/${hold.holdId}/expire`, { body: {} })).body).toMatchObject({
        status: 'expired',
      });
      expect((await bench.release('void', hold)).body).toEqual({ outcome: 'voided' });
    });

    it('a declined hold has nothing to give back', async () => {
      const { body } = await bench.place('hold', await bench.token('hold-declined-05'));
      for (const operation of ['void', 'refund'] as const) {
        expect((await bench.release(operation, body)).body).toMatchObject({ outcome: 'refused', reason: 'other' });
      }
    });

    it('a charge is voided on its day, or refunded', async () => {
      const [first, second] = [await captured(), await captured()];
      expect((await bench.release('void', first)).body).toEqual({ outcome: 'voided' });
      expect((await bench.release('refund', second)).body).toEqual({ outcome: 'refunded' });
      const { body } = await bench.ask(`/v1/charges/${second.chargeId}`);
      expect(body).toMatchObject({ status: 'refunded' });
    });

    it('a settled charge still says captured, is not voided, and is refunded', async () => {
      const charge = await captured();
      const settled = await bench.ask<PaymentAnswer & { settled: boolean }>(`/v1/charges/${charge.chargeId}/settle`, {
        body: {},
      });
      expect(settled.body).toMatchObject({ status: 'captured', settled: true });
      expect((await bench.release('void', charge)).body).toMatchObject({ reason: 'already-settled' });
      expect((await bench.release('refund', charge)).body).toEqual({ outcome: 'refunded' });
    });

    it('R36 what was approved in part is voided, with the part in the ledger', async () => {
      const { body } = await bench.place('charge', await bench.token('part-approved-at-billing'));
      expect((await bench.release('void', body)).body).toEqual({ outcome: 'voided' });
      const amounts = (await bench.ledger()).filter(({ id }) => id === body.chargeId).map(({ amount }) => amount.minor);
      expect(amounts).toEqual([2_500, 2_500]);
    });

    it('a void closes a bank page that is still open', async () => {
      const { body } = await bench.place('charge', await bench.token('confirm-at-billing'));
      expect((await bench.release('void', body)).body).toEqual({ outcome: 'voided' });
      await bench.press(body.bankPageUrl ?? '', 'confirm');
      expect((await bench.ask(`/v1/charges/${body.chargeId}`)).body).toMatchObject({ status: 'voided' });
    });

    it('needs a payment that exists', async () => {
      for (const path of ['/v1/holds/none/void', '/v1/charges/none/refund', '/v1/holds/none/settle']) {
        expect(await bench.ask(path, { body: {}, key: bench.key() })).toMatchObject({
          status: 404,
          body: { code: 'payment-unknown' },
        });
      }
    });

    it('a key of another release is refused', async () => {
      const [first, second, key] = [await held(), await held(), bench.key()];
      await bench.release('void', first, key);
      expect((await bench.release('void', second, key)).body).toMatchObject({ code: 'key-reused' });
    });
  });
});

describe('time at the bank', () => {
  it('a hold that nobody used for a week expires, and a card at the end of its month', async () => {
    let at = new Date('2030-01-10T00:00:00Z');
    const bench = await Bench.open({}, { now: () => at });
    const [key, token] = [bench.key(), await bench.token('approve')];
    await bench.place('hold', token, key);
    at = new Date('2030-01-16T23:59:59Z');
    await bench.restart();
    expect(await bench.find('hold', key)).toMatchObject({ status: 'held' });
    at = new Date('2030-01-17T00:00:01Z');
    await bench.restart();
    await eventually(async () => (await bench.find('hold', key))?.status === 'expired');
    at = new Date('2039-12-31T23:59:59Z');
    expect((await bench.place('charge', token)).body).toMatchObject({ outcome: 'captured' });
    at = new Date('2040-01-01T00:00:00Z');
    expect((await bench.place('charge', token)).body).toMatchObject({ outcome: 'declined', networkCode: '54' });
    await bench.close();
  });

  it('takes its time over money when it is told to', async () => {
    const bench = await Bench.open({ latencyMs: 120 });
    const token = await bench.token('approve');
    const started = Date.now();
    await bench.place('charge', token);
    expect(Date.now() - started).toBeGreaterThanOrEqual(115);
    await bench.close();
  });
});
