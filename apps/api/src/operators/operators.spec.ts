import { NOON, startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';
import { lookAt } from '../../testing/memory-operators';

const REASON = 'the customer asked';

describe('operators over HTTP', () => {
  let bench: Bench;
  let journeyId: string;
  let path: string;
  let tokens: { read: string; write: string };
  beforeEach(async () => {
    bench = await startBench();
    const customer = await Customer.register(bench);
    journeyId = await customer.addCard();
    path = `/v1/operations/journeys/${journeyId}`;
    bench.operators.running.set(`cardAddition/${journeyId}`, lookAt(`cardAddition/${journeyId}`));
    const tokenOf = (scopes: string[]) => bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes });
    tokens = { read: await tokenOf(['read']), write: await tokenOf(['read', 'write']) };
  });
  afterEach(() => bench.stop());

  const get = (address: string) => bench.http.get(address).set('Authorization', `Bearer ${tokens.read}`);
  const post = (address: string, body: object, key = bench.freshKey(), token = tokens.write) =>
    bench.http.post(address).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key).send(body);
  const logged = async () => (await get('/v1/operations/operator-log')).body.entries as Record<string, unknown>[];

  it('explains a journey: its facts, and its workflow beside them', async () => {
    const { body } = await get(path).expect(200);
    expect(body).toMatchObject({
      journeyId,
      state: 'open',
      workflow: { status: 'running', steps: [{ step: 'hold' }] },
    });
    expect(body.ledger).toStrictEqual([]);
    expect(body.facts[0]).toMatchObject({ revision: 0, type: 'CardAdditionStarted' });
    expect(body.workflow.activities[0]).toMatchObject({ type: 'placeHold', attempt: 3, lastFailure: 'Error: away' });
    expect(JSON.stringify(body)).not.toMatch(/sealed|digest|tok_/);
  });

  it('a repeat does not undo what was done since: a pause that comes again after the resumption pauses nothing', async () => {
    const first = await post(`${path}/pauses`, { reason: REASON }, 'key-of-pause').expect(200);
    await post(`${path}/pauses`, { reason: REASON }, 'key-of-pause').expect(200); // as after a lost answer
    await post(`${path}/resumptions`, { reason: REASON }).expect(200);
    const late = await post(`${path}/pauses`, { reason: REASON }, 'key-of-pause').expect(200);
    expect([late.headers['idempotency-hit'], late.body.entry]).toStrictEqual(['true', first.body.entry]);
    expect(late.body.did).toContain('what was done to it since stands');
    const on = `cardAddition/${journeyId}`;
    const paused = `pause ${on} (operator log 202405/1)`;
    expect(bench.operators.done).toStrictEqual([paused, paused, `resume ${on} (operator log 202405/2)`]);
  });

  it('explains from the log alone while the workflows can not be reached', async () => {
    bench.operators.away = true;
    const { body } = await get(path).expect(200);
    expect(body).toMatchObject({ journeyId, workflowAway: true });
    expect(body.workflow).toBeUndefined();
  });

  it.each([
    ['cancellations', 'cancel', {}],
    ['pauses', 'pause', {}],
    ['resumptions', 'resume', {}],
    ['retries', 'retry 7', {}],
    ['resets', 'reset to 11', { step: 'hold' }],
  ])('%s: noted in the log first, then done, and told', async (address, done, more) => {
    const { body } = await post(`${path}/${address}`, { reason: REASON, ...more }).expect(200);
    expect(body).toMatchObject({ journeyId, entry: { no: 1, month: '202405' } });
    expect(body.did).toMatch(/^[A-Z].*\.$/);
    expect(bench.operators.done).toStrictEqual([`${done} cardAddition/${journeyId} (operator log 202405/1)`]);
    expect(await logged()).toMatchObject([{ by: 'op_1', on: `cardAddition/${journeyId}`, why: REASON, no: 1 }]);
  });

  it('tells less to those who have no use for more, and has done the same', async () => {
    const whole = await post(`${path}/pauses`, { reason: REASON }).expect(200);
    expect(whole.body.workflow).toMatchObject({ status: 'running' });
    const { body } = await post(`${path}/pauses`, { reason: REASON }).set('Prefer', 'return=minimal').expect(200);
    const { workflow: _, ...rest } = whole.body as Record<string, unknown>;
    expect(body).toStrictEqual({ ...rest, entry: body.entry });
    expect(bench.operators.done).toHaveLength(2);
  });

  it('many at once: each is an entry, and the chain holds', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => post(`${path}/pauses`, { reason: REASON })));
    const places = many.map(({ body }) => body.entry.no as number).sort((a, b) => a - b);
    expect(places).toStrictEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const { body } = await get('/v1/operations/operator-log/verification').expect(200);
    expect(body).toMatchObject({ entries: 20 });
  });

  describe('an act on many', () => {
    const OTHERS = ['other1', 'other2'];
    const key = (id: string) => ({ journeyId: id, key: `key-of-${id}` });
    const ask = (more: object = {}) =>
      post('/v1/operations/journey-acts', {
        ...{ act: 'pause', reason: REASON, journeys: [journeyId, ...OTHERS, 'nobody'].map(key), ...more },
      });
    beforeEach(() => {
      for (const id of OTHERS) {
        const workflowId = `cardAddition/${id}`;
        bench.operators.running.set(workflowId, lookAt(workflowId, { isOpen: id === 'other1' }));
      }
    });

    it('tells of each how it came out; the refused keep nobody else, and are not noted', async () => {
      const { body } = await ask().expect(200);
      expect(body.entries).toMatchObject([
        { journeyId, did: 'Paused: it does nothing until it is resumed.', entry: { month: '202405' } },
        { journeyId: 'other1', entry: { month: '202405' } },
        { journeyId: 'other2', code: 'workflow-closed' },
        { journeyId: 'nobody', code: 'not-found' },
      ]);
      expect(bench.operators.done).toHaveLength(2);
      expect(await logged()).toHaveLength(2);
    });

    it('asked again, among others or alone, each is the same act', async () => {
      const { body } = await ask().expect(200);
      const again = await ask({ journeys: [key('other1'), key(journeyId)] }).expect(200);
      expect(again.body.entries).toStrictEqual([body.entries[1], body.entries[0]]);
      const alone = await post(`${path}/pauses`, { reason: REASON }, `key-of-${journeyId}`).expect(200);
      expect(alone.headers['idempotency-hit']).toBe('true');
      expect(await logged()).toHaveLength(2);
    });

    it('goes back to a step; one that never took it says which steps there are', async () => {
      const workflowId = 'cardAddition/other1';
      bench.operators.running.set(workflowId, lookAt(workflowId, { steps: [] }));
      const { body } = await ask({ act: 'reset', step: 'hold', journeys: [journeyId, 'other1'].map(key) });
      expect(body.entries).toMatchObject([{ did: expect.stringMatching(/^Reset to hold/) as string }, { steps: [] }]);
    });

    it('while the log is away nothing is done, and the answer is that of all', async () => {
      bench.log.away = true;
      await ask().expect(503);
      expect(bench.operators.done).toStrictEqual([]);
    });

    it.each([
      ['no journeys', { journeys: [] }],
      ['more than a hundred', { journeys: Array.from({ length: 101 }, (_, n) => key(`j${n}`)) }],
      ['an act that there is not', { act: 'terminate' }],
    ])('%s: refused', (_what, more) => ask(more).expect(400));
  });

  it('what can not be noted is not done', async () => {
    bench.log.away = true;
    await post(`${path}/cancellations`, { reason: REASON }).expect(503);
    expect(bench.operators.done).toStrictEqual([]);
  });

  it('the same request is one entry; another body under its key is refused', async () => {
    const key = bench.freshKey();
    await post(`${path}/cancellations`, { reason: REASON }, key).expect(200);
    const again = await post(`${path}/cancellations`, { reason: REASON }, key).expect(200);
    expect(again.headers['idempotency-hit']).toBe('true');
    expect(again.body.did).toContain('over already');
    await post(`${path}/cancellations`, { reason: 'another' }, key).expect(422);
    expect(await logged()).toHaveLength(1);
  });

  it.each([
    ['a journey that nobody knows', '/v1/operations/journeys/none/cancellations', { reason: REASON }, 404, 'not-found'],
    ['a step that there is not', 'resets', { reason: REASON, step: 'moon' }, 422, 'step-unknown'],
    ['no reason', 'cancellations', {}, 400, 'request-invalid'],
    ['a reason of blanks', 'cancellations', { reason: '  ' }, 422, 'reason-missing'],
    ['a field too many', 'cancellations', { reason: REASON, force: true }, 400, 'request-invalid'],
  ])('%s: a clear problem, and nothing done or noted', async (_what, address, body, status, code) => {
    const answer = await post(address.startsWith('/') ? address : `${path}/${address}`, body).expect(status);
    expect(answer.body.code).toBe(code);
    expect(bench.operators.done).toStrictEqual([]);
    expect(await logged()).toStrictEqual([]);
  });

  it('a workflow that is over is not acted on; who may only read acts on nothing', async () => {
    bench.operators.running.set(`cardAddition/${journeyId}`, lookAt('x', { status: 'completed', isOpen: false }));
    expect((await post(`${path}/pauses`, { reason: REASON }).expect(409)).body.code).toBe('workflow-closed');
    expect((await post(`${path}/pauses`, { reason: REASON }, 'a-key-of-mine', tokens.read).expect(403)).body.code).toBe(
      'not-allowed',
    );
    expect(await logged()).toStrictEqual([]);
  });

  it('the log is read on from where a page of it ended, also where entries are added meanwhile', async () => {
    for (const address of ['pauses', 'resumptions', 'pauses']) await post(`${path}/${address}`, { reason: REASON });
    const page = async (query: string) => (await get(`/v1/operations/operator-log?${query}`).expect(200)).body;
    const first = await page('limit=2');
    expect(first.entries).toMatchObject([{ no: 3 }, { no: 2 }]);
    await post(`${path}/resumptions`, { reason: REASON });
    const second = await page(`limit=2&cursor=${first.next}`);
    expect(second.entries).toMatchObject([{ no: 1 }]);
    expect(second).not.toHaveProperty('next');
    expect((await page('limit=4')).next).toBeUndefined();
    const refused = await get('/v1/operations/operator-log?cursor=none').expect(422);
    expect(refused.body.code).toBe('cursor-invalid');
  });

  it('S20 names the first entry that is not as it was written', async () => {
    for (const address of ['pauses', 'resumptions', 'pauses']) await post(`${path}/${address}`, { reason: REASON });
    const verify = () => get('/v1/operations/operator-log/verification').expect(200);
    expect((await verify()).body).toStrictEqual({ whole: true, entries: 3, months: 1 });
    const second = bench.log.all().filter(({ stream }) => stream === 'operatorLog-202405')[1]!;
    Object.assign(second.fact.data as object, { by: 'op_2' });
    expect((await verify()).body).toMatchObject({ whole: false, broken: { month: '202405', no: 2, why: 'changed' } });
  });

  it('tells how far the read models are; takes in again, or lets go of, what was put aside', async () => {
    const aside = {
      ...{ stream: 'wallet-acc', revision: 4, position: '9', type: 'CardAdded', cause: 'of another build' },
      ...{ putAsideAt: '2024-05-10T11:00:00.000Z', models: ['holds'], heldBack: 2 },
    };
    bench.operators.aside.push(aside);
    const { body } = await get('/v1/operations/read-models').expect(200);
    expect(body).toMatchObject({ models: [{ model: 'holds', behind: false }], putAside: [{ stream: 'wallet-acc' }] });
    const there = '/v1/operations/read-models/put-aside';
    await post(`${there}/retries`, { stream: 'wallet-acc', reason: 'mended' }).expect(200);
    await post(`${there}/retries`, { stream: 'wallet-none', reason: 'mended' }).expect(404);
    expect(bench.operators.done).toStrictEqual(['retry wallet-acc']);
    expect(await logged()).toHaveLength(1);
  });

  it('says what is wrong in words, each with the command that helps', async () => {
    expect((await get('/v1/operations/health').expect(200)).body).toStrictEqual({ ok: true, findings: [] });
    bench.operators.counts = { open: 3, stuck: 1, late: 2, failed: 0, succeeded: 0, abandoned: 0 };
    const taskFailure = { why: 'Error: a bug', attempt: 4 };
    bench.operators.running.set('cardAddition/j9', lookAt('cardAddition/j9', { taskFailure }));
    bench.operators.away = true;
    const { findings } = (await get('/v1/operations/health')).body as { findings: Record<string, string>[] };
    expect(findings.map(({ what }) => what)).toStrictEqual(['journeys-stuck', 'holds-late', 'workflow-task-failures']);
    expect(findings[2]!['command']).toBe('onfile explain j9');
    expect(findings.map(({ words }) => words)).toStrictEqual([
      '1 open journey has not moved for too long.',
      '2 holds should have been given back by now.',
      '1 workflow fails in its own code.',
    ]);
  });

  it('finds a card by its fingerprint, the keyed one and the gateway’s; people by address and number, never in an address', async () => {
    const digest = bench.secrecy.fingerprintHash('gateway-fp');
    const taken = { accountId: 'acc_1', cardId: 'card_9' };
    bench.log.given(`cardFingerprint-${digest}`, { type: 'FingerprintTaken', at: NOON, data: taken });
    for (const word of [digest, 'gateway-fp']) {
      const { entries } = (await get(`/v1/operations/search?q=${word}`)).body as { entries: object[] };
      expect(entries.at(-1)).toMatchObject({ kind: 'card', id: 'card_9', accountId: 'acc_1' });
    }
    const person = (body: object) => post('/v1/operations/person-searches', body);
    expect((await person({ email: 'Ada@mail.example' }).expect(200)).body.entries).toMatchObject([
      { kind: 'account', id: bench.secrecy.emailHash('ada@mail.example') },
    ]);
    expect((await person({ mobileNumber: '+14155550100' }).expect(200)).body.entries).toStrictEqual([]);
    expect((await person({}).expect(400)).body.code).toBe('request-invalid');
  });

  it('the same as figures: what is wrong and how much of it, none of the others; each part up or down', async () => {
    bench.operators.counts = { open: 3, stuck: 1, late: 2, failed: 0, succeeded: 0, abandoned: 0 };
    const { text } = await bench.http.get('/metrics').expect(200);
    expect(text).toContain('onfile_health_findings{what="holds-late"} 2');
    expect(text).toContain('onfile_health_findings{what="journeys-stuck"} 1');
    expect(text).toContain('onfile_health_findings{what="run-missed"} 0');
    expect(text).toContain('onfile_part_up{part="eventLog"} 1');
  });

  it('finds anything by its id, and journeys by how they stand', async () => {
    expect((await get('/v1/operations/search?q=acc_1').expect(200)).body.entries).toMatchObject([{ kind: 'account' }]);
    expect((await get('/v1/operations/journeys?state=stuck').expect(200)).body).toStrictEqual({ entries: [] });
    expect((await get('/v1/operations/journeys?state=lost').expect(400)).body.code).toBe('request-invalid');
    expect((await get('/v1/operations/journey-counts').expect(200)).body).toMatchObject({ open: 0, stuck: 0 });
  });
});
