import { Bench, eventually, type PaymentAnswer } from '../../testing/bench';

type Kind = 'hold' | 'charge';
const DONE = { hold: 'held', charge: 'captured' } as const;

describe('faults', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());
  afterEach(() => bench.ask('/faults', { method: 'DELETE' }));

  const entered = async (key: string) => (await bench.ledger()).filter((line) => line.key === key).length;
  const approved = () => bench.token('approve');

  describe.each<Kind>(['hold', 'charge'])('set by the operator, at a %s', (kind) => {
    it('lost-before: nothing was done', async () => {
      const [key, token] = [bench.key(), await approved()];
      await bench.fault({ match: { operation: kind, key }, fault: 'lost-before', times: 1 });
      expect((await bench.place(kind, token, key)).status).toBe(0);
      expect(await entered(key)).toBe(0);
      expect((await bench.place(kind, token, key)).body.outcome).toBe(DONE[kind]);
    });

    it('lost-after: it was done once, and the key tells', async () => {
      const [key, token] = [bench.key(), await approved()];
      await bench.fault({ match: { operation: kind, key }, fault: 'lost-after', times: 1 });
      expect((await bench.place(kind, token, key)).status).toBe(0);
      expect(await bench.find(kind, key)).toMatchObject({ status: DONE[kind] });
      expect((await bench.place(kind, token, key)).body.outcome).toBe(DONE[kind]);
      expect(await entered(key)).toBe(1);
    });

    it('late: done at once, answered later', async () => {
      const [key, token] = [bench.key(), await approved()];
      await bench.fault({ match: { operation: kind, key }, fault: 'late', times: 1, ms: 3_000 });
      let answered = false;
      const answer = bench.place(kind, token, key).finally(() => (answered = true));
      await eventually(async () => (await bench.find(kind, key))?.status === DONE[kind]);
      expect(answered).toBe(false);
      expect((await answer).body.outcome).toBe(DONE[kind]);
    });

    it('slow: done later, answered then', async () => {
      const [key, token] = [bench.key(), await approved()];
      await bench.fault({ match: { operation: kind, key }, fault: 'slow', ms: 200 });
      const started = Date.now();
      expect((await bench.place(kind, token, key)).body.outcome).toBe(DONE[kind]);
      expect(Date.now() - started).toBeGreaterThanOrEqual(190);
    });

    it.each([
      ['down', 503],
      ['rate-limited', 429],
    ])('%s: %d with Retry-After, nothing done', async (fault, status) => {
      const [key, token] = [bench.key(), await approved()];
      await bench.fault({ match: { operation: kind, key }, fault, times: 2 });
      const refused = await bench.place(kind, token, key);
      expect(refused.status).toBe(status);
      expect(refused.headers.get('retry-after')).toBe('1');
      expect((await bench.place(kind, token, key)).status).toBe(status);
      expect(await entered(key)).toBe(0);
      expect((await bench.place(kind, token, key)).status).toBe(201);
    });

    it('notice-twice: the same notice comes twice', async () => {
      const key = bench.key();
      await bench.fault({ match: { operation: kind, key }, fault: 'notice-twice' });
      await bench.place(kind, await approved(), key);
      await eventually(() => bench.merchant.about(key).length === 2);
      const [first, second] = bench.merchant.about(key);
      expect(first).toEqual(second);
      expect(first).toMatchObject({ type: `${kind}.updated`, data: { key, status: DONE[kind] } });
    });

    it('notice-before-answer: it is there before the answer is', async () => {
      const key = bench.key();
      await bench.fault({ match: { operation: kind, key }, fault: 'notice-before-answer' });
      await bench.place(kind, await approved(), key);
      expect(bench.merchant.about(key)).toMatchObject([{ data: { status: DONE[kind] } }]);
    });

    it('notice-contradicts: the notice says one thing, the look-up another', async () => {
      const key = bench.key();
      await bench.fault({ match: { operation: kind, key }, fault: 'notice-contradicts' });
      await bench.place(kind, await approved(), key);
      const notice = await eventually(() => bench.merchant.about(key)[0]);
      expect(notice.data).toMatchObject({ status: 'declined', networkCode: '05' });
      expect(await bench.find(kind, key)).toMatchObject({ status: DONE[kind] });
    });

    it('notice-late: it comes some time after the answer', async () => {
      const key = bench.key();
      await bench.fault({ match: { operation: kind, key }, fault: 'notice-late', ms: 2_500 });
      await bench.place(kind, await approved(), key);
      expect(bench.merchant.about(key)).toEqual([]);
      await eventually(() => bench.merchant.about(key).length === 1);
    });

    it('status-down: it can not be looked up for a while', async () => {
      const key = bench.key();
      await bench.place(kind, await approved(), key);
      await bench.fault({ match: { key }, fault: 'status-down', times: 2 });
      const look = () => bench.ask(`/v1/${kind}s?key=${key}`);
      expect([(await look()).status, (await look()).status, (await look()).status]).toEqual([503, 503, 200]);
    });

    it('already-settled: the void is refused, the refund goes', async () => {
      const key = bench.key();
      const { body } = await bench.place(kind, await approved(), key);
      await bench.fault({ match: { operation: 'void', key }, fault: 'already-settled' });
      expect((await bench.release('void', body)).body).toEqual({ outcome: 'refused', reason: 'already-settled' });
      expect((await bench.release('refund', body)).body).toEqual({ outcome: 'refunded' });
      expect(await bench.find(kind, key)).toMatchObject({ status: 'refunded' });
    });

    it('void-late: taken, done later, and told by a notice', async () => {
      const key = bench.key();
      const { body } = await bench.place(kind, await approved(), key);
      await bench.fault({ match: { operation: 'void', key }, fault: 'void-late', times: 1, ms: 3_000 });
      const voidKey = bench.key();
      expect((await bench.release('void', body, voidKey)).body).toEqual({ outcome: 'pending' });
      expect((await bench.release('void', body)).body).toEqual({ outcome: 'pending' });
      expect(await bench.find(kind, key)).toMatchObject({ status: DONE[kind] });
      await eventually(() => bench.merchant.about(key).some(({ data }) => data.status === 'voided'));
      expect(await bench.find(kind, key)).toMatchObject({ status: 'voided' });
      expect(await entered(voidKey)).toBe(1);
    });

    it.each(['lost-before', 'lost-after'])('%s of a void: sent again under its key, it is done once', async (fault) => {
      const { body } = await bench.place(kind, await approved());
      const voidKey = bench.key();
      await bench.fault({ match: { operation: 'void', key: voidKey }, fault, times: 1 });
      expect((await bench.release('void', body, voidKey)).status).toBe(0);
      expect(await entered(voidKey)).toBe(fault === 'lost-after' ? 1 : 0);
      expect((await bench.release('void', body, voidKey)).body).toEqual({ outcome: 'voided' });
      expect(await entered(voidKey)).toBe(1);
    });
  });

  describe.each<Kind>(['hold', 'charge'])('brought along by a card, at a %s', (kind) => {
    it.each([
      ['lost-before', 0, 1],
      ['lost-after', 0, 1],
      ['down', 503, 2],
      ['rate-limited', 429, 2],
    ])('%s', async (fault, status, times) => {
      const [key, token] = [bench.key(), await bench.token(`${kind}-${fault}`)];
      for (let call = 0; call < times; call += 1) expect((await bench.place(kind, token, key)).status).toBe(status);
      expect((await bench.place(kind, token, key)).body.outcome).toBe(DONE[kind]);
      expect(await entered(key)).toBe(1);
    });

    it('late', async () => {
      const [key, token] = [bench.key(), await bench.token(`${kind}-late`)];
      const tooLate = bench.place(kind, token, key);
      await eventually(() => bench.find(kind, key));
      // Sent again, it is answered at once: only the first answer is late. The first one ends with the bank.
      expect((await bench.place(kind, token, key)).body.outcome).toBe(DONE[kind]);
      await bench.restart();
      expect((await tooLate).status).toBe(0);
    });

    it('slow', async () => {
      const [started, token] = [Date.now(), await bench.token(`${kind}-slow`)];
      expect((await bench.place(kind, token)).body.outcome).toBe(DONE[kind]);
      expect(Date.now() - started).toBeGreaterThanOrEqual(990);
    });

    it.each(['twice', 'late', 'before-answer', 'contradicts'])('notice-%s', async (how) => {
      const [key, token] = [bench.key(), await bench.token(`${kind}-notice-${how}`)];
      await bench.place(kind, token, key);
      if (how === 'before-answer') expect(bench.merchant.about(key)).toHaveLength(1);
      if (how === 'late') expect(bench.merchant.about(key)).toHaveLength(0);
      await eventually(() => bench.merchant.about(key).length === (how === 'twice' ? 2 : 1));
      const said = bench.merchant.about(key)[0]?.data.status;
      expect(said).toBe(how === 'contradicts' ? 'declined' : DONE[kind]);
    });

    it('void-already-settled', async () => {
      const { body } = await bench.place(kind, await bench.token('void-already-settled'));
      expect((await bench.release('void', body)).body).toMatchObject({ reason: 'already-settled' });
      expect((await bench.release('refund', body)).body).toEqual({ outcome: 'refunded' });
    });

    it('void-late', async () => {
      const key = bench.key();
      const { body } = await bench.place(kind, await bench.token('void-late'), key);
      expect((await bench.release('void', body)).body).toEqual({ outcome: 'pending' });
      await eventually(async () => (await bench.find(kind, key))?.status === 'voided');
    });

    it.each(['void-lost-before', 'void-lost-after'])('%s', async (name) => {
      const { body } = await bench.place(kind, await bench.token(name));
      const voidKey = bench.key();
      expect((await bench.release('void', body, voidKey)).status).toBe(0);
      expect((await bench.release('void', body, voidKey)).body).toEqual({ outcome: 'voided' });
    });

    it('status-down', async () => {
      const key = bench.key();
      await bench.place(kind, await bench.token('status-down'), key);
      const statuses: number[] = [];
      for (let call = 0; call < 4; call += 1) statuses.push((await bench.ask(`/v1/${kind}s?key=${key}`)).status);
      expect(statuses).toEqual([503, 503, 503, 200]);
    });
  });

  it('notice-lost: nobody is told of the end of a bank page, which can still be looked up', async () => {
    const key = bench.key();
    await bench.fault({ match: { operation: 'hold', key }, fault: 'notice-lost' });
    const { body } = await bench.place('hold', await bench.token('three-ds-challenge'), key);
    await bench.press(body.bankPageUrl ?? '', 'confirm');
    expect(await bench.find('hold', key)).toMatchObject({ status: 'held' });
    expect((await bench.ask<{ notices: { data: { key?: string } }[] }>('/notices')).body.notices).not.toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ key }) }),
    );
  });

  it('strike only what they match: operation, key, last four digits', async () => {
    const number = await bench.mint('approve');
    const [mine, other] = [await bench.tokenOf(number), await approved()];
    await bench.fault({ match: { operation: 'charge', last4: number.slice(-4) }, fault: 'down' });
    expect((await bench.place('charge', other)).status).toBe(201);
    expect((await bench.place('hold', mine)).status).toBe(201);
    expect((await bench.place('charge', mine)).status).toBe(503);
  });

  it('by chance they strike a share of the keys, the same ones for the same seed', async () => {
    const strike = async (bank: Bench): Promise<number[]> => {
      await bank.fault({ match: { operation: 'charge' }, fault: 'down', chance: 0.4 });
      const token = await bank.token('approve');
      const answers: PaymentAnswer[] = [];
      const statuses: number[] = [];
      for (let n = 0; n < 60; n += 1) {
        const { status, body } = await bank.place('charge', token, `chance-${n}`);
        statuses.push(status);
        answers.push(body);
      }
      return statuses;
    };
    const [first, second, different] = await Promise.all(['7', '7', '8'].map((seed) => Bench.open({ seed })));
    const struck = await strike(first!);
    expect(await strike(second!)).toEqual(struck);
    expect(await strike(different!)).not.toEqual(struck);
    expect(struck.filter((status) => status === 503).length).toBeGreaterThan(10);
    expect(struck.filter((status) => status === 201).length).toBeGreaterThan(10);
    await Promise.all([first, second, different].map((one) => one!.close()));
  });

  it('are listed, taken away one by one or all, and survive a restart', async () => {
    await bench.fault({ match: { operation: 'find' }, fault: 'status-down' });
    await bench.fault({ match: { operation: 'hold' }, fault: 'slow', times: 3, ms: 10 });
    await bench.restart();
    const list = async () => (await bench.ask<{ faults: { id: number; fault: string }[] }>('/faults')).body.faults;
    const [first, second] = await list();
    expect([first, second]).toMatchObject([{ fault: 'status-down' }, { fault: 'slow', times: 3, ms: 10 }]);
    expect((await bench.ask(`/faults/${first?.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toEqual([second]);
    await bench.ask('/faults', { method: 'DELETE' });
    expect(await list()).toEqual([]);
  });

  it.each([{ fault: 'meteor' }, { match: { operation: 'dance' }, fault: 'late' }, { fault: 'slow', ms: -1 }, {}])(
    'refuses %j',
    async (body) => {
      expect(await bench.ask('/faults', { method: 'PUT', body })).toMatchObject({
        status: 422,
        body: { code: 'invalid-request' },
      });
    },
  );
});
