import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';
import { lookAt } from '../../testing/memory-operators';

const DAY_MS = 86_400_000;
const ASIDE = {
  ...{ stream: 'wallet-acc', revision: 4, position: '9', type: 'CardAdded', cause: 'of another build' },
  ...{ putAsideAt: '2024-05-10T11:00:00.000Z', models: ['holds'], heldBack: 2 },
};

describe('acts that a second person has to say yes to', () => {
  let bench: Bench;
  let on: string;
  let path: string;
  beforeEach(async () => {
    bench = await startBench();
    const journeyId = await (await Customer.register(bench)).addCard();
    on = `cardAddition/${journeyId}`;
    path = `journeys/${journeyId}/terminations`;
    bench.operators.running.set(on, lookAt(on));
    bench.operators.aside.push(ASIDE);
  });
  afterEach(() => bench.stop());

  const tokenOf = (subject: string, scopes: string[]) => bench.tokenOf({ audience: 'operators', subject, scopes });
  /** `op_1` and `op_2` may act, `op_3` and `op_4` may approve too. */
  async function post(as: string, address: string, body: object, key = bench.freshKey()) {
    const token = await tokenOf(as, as > 'op_2' ? ['approve'] : ['write']);
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key };
    return bench.http.post(`/v1/operations/${address}`).set(headers).send(body);
  }
  async function get(address: string) {
    const token = await tokenOf('op_5', ['read']);
    return (await bench.http.get(`/v1/operations/${address}`).set('Authorization', `Bearer ${token}`)).body as Body;
  }
  interface Body {
    readonly entries: readonly Record<string, unknown>[];
    readonly whole: boolean;
  }
  const ask = async (as = 'op_1') => (await post(as, path, { reason: 'beyond help' })).body as { ask: string };
  const yes = (as: string, name: string, key?: string) => post(as, `asks/${name}/approvals`, { reason: 'seen' }, key);

  it('asking does nothing yet; it is listed with all that was said, and done under the yes of another', async () => {
    const { status, body } = await post('op_1', path, { reason: 'beyond help' });
    expect([status, body]).toMatchObject([202, { ask: '202405-1', act: 'terminate', on, entry: { no: 1 } }]);
    expect(bench.operators.done).toStrictEqual([]);
    expect((await get('asks')).entries).toMatchObject([{ name: '202405-1', by: 'op_1', why: 'beyond help', on }]);
    const answer = await yes('op_3', body.ask);
    expect([answer.status, answer.body]).toMatchObject([200, { did: expect.stringContaining('Terminated.') }]);
    expect(bench.operators.done).toStrictEqual([`terminate ${on} (operator log 202405/2)`]);
    expect((await get('asks')).entries).toStrictEqual([]);
    expect((await get('operator-log')).entries).toMatchObject([
      { act: 'approve', by: 'op_3', details: { ask: '202405-1', act: 'terminate' } },
      { act: 'ask', by: 'op_1', details: { act: 'terminate' } },
    ]);
    expect((await get('operator-log/verification')).whole).toBe(true);
  });

  it('whoever asks can not say yes; whoever may only act can not either; anybody of them can say no', async () => {
    const own = await ask('op_3');
    expect((await yes('op_3', own.ask)).body).toMatchObject({ status: 409, code: 'second-person-needed' });
    expect((await yes('op_2', own.ask)).body).toMatchObject({ status: 403, code: 'not-allowed' });
    const no = await post('op_2', `asks/${own.ask}/refusals`, { reason: 'it can be reset' });
    expect(no.body).toMatchObject({ did: 'Turned down: nothing was done.' });
    expect((await yes('op_4', own.ask)).body).toMatchObject({ code: 'ask-answered' });
    expect(bench.operators.done).toStrictEqual([]);
  });

  it('two say yes at once: one yes is noted, it is done once; the same request again is the same yes', async () => {
    const { ask: name } = await ask();
    const answers = await Promise.all([yes('op_3', name, 'the-key-of-3'), yes('op_4', name, 'the-key-of-4')]);
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ask-answered' });
    const winner =
      answers[0]?.status === 200 ? (['op_3', 'the-key-of-3'] as const) : (['op_4', 'the-key-of-4'] as const);
    expect((await yes(winner[0], name, winner[1])).headers['idempotency-hit']).toBe('true');
    expect((await get('operator-log')).entries).toHaveLength(2);
  });

  it('what can not be done is neither asked for nor said yes to', async () => {
    const { ask: name } = await ask();
    bench.operators.running.set(on, lookAt(on, { status: 'completed', isOpen: false }));
    expect((await yes('op_3', name)).body).toMatchObject({ status: 409, code: 'workflow-closed' });
    expect((await post('op_1', path, { reason: 'beyond help' })).body).toMatchObject({ code: 'workflow-closed' });
    expect((await get('operator-log')).entries).toHaveLength(1);
  });

  it('a lapsed one is refused, and so is one that nobody asked for', async () => {
    const { ask: name } = await ask();
    bench.pass(7 * DAY_MS);
    expect((await yes('op_3', name)).body).toMatchObject({ status: 409, code: 'ask-lapsed' });
    expect((await yes('op_3', '202405-9')).body).toMatchObject({ status: 404, code: 'ask-unknown' });
    expect((await yes('op_3', 'none')).status).toBe(400);
  });

  it('an event that can never be read is let go of by two', async () => {
    const skips = 'read-models/put-aside/skips';
    const reason = 'no fact of ours';
    expect((await post('op_1', skips, { stream: 'wallet-acc', revision: 5, reason })).status).toBe(404);
    const { body } = await post('op_1', skips, { stream: 'wallet-acc', revision: 4, reason });
    const answer = await yes('op_3', (body as { ask: string }).ask);
    expect(answer.body).toMatchObject({ act: 'skip-put-aside', did: expect.stringContaining('Let go of wallet-acc') });
    expect(bench.operators.done).toStrictEqual(['skip wallet-acc/4']);
  });
});
