import { startBench, type Bench } from '../../testing/bench';

describe('X15 the view doctor over HTTP', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.stop());

  const there = '/v1/operations/read-models';
  async function signed(scopes: string[]) {
    return { Authorization: `Bearer ${await bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes })}` };
  }
  const get = async (path: string) => bench.http.get(`${there}/${path}`).set(await signed(['read']));
  const start = async (model: string, body: object, key = bench.freshKey()) =>
    bench.http
      .post(`${there}/${model}/rebuilds`)
      .set({ ...(await signed(['write'])), 'Idempotency-Key': key })
      .send(body);

  it('an order is noted in the operator log, taken, and can be looked at; the same request is the same rebuild', async () => {
    const key = bench.freshKey();
    const { status, body, headers } = await start('holds', { reason: 'a row looks odd' }, key);
    expect([status, body]).toMatchObject([202, { model: 'holds', compareOnly: false, by: 'op_1', state: 'waiting' }]);
    expect((await bench.http.get(headers['location'] as string).set(await signed(['read']))).body).toStrictEqual(body);
    expect((await start('holds', { reason: 'a row looks odd' }, key)).headers['idempotency-hit']).toBe('true');
    expect((await get('rebuilds')).body.entries).toHaveLength(1);
    await start('bills', { reason: 'nightly', compareOnly: true });
    const acts = bench.log.all().map(({ fact }) => fact.data as { act: string; on: string });
    expect(acts.map(({ act, on }) => `${act} ${on}`)).toStrictEqual([
      'rebuild readModel/holds',
      'compare readModel/bills',
    ]);
  });

  it('a read model that there is not, no reason, no such rebuild: a clear problem, and nothing noted', async () => {
    expect((await start('moons', { reason: 'x' })).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await start('holds', { reason: ' ' })).body).toMatchObject({ status: 422, code: 'reason-missing' });
    expect((await get('rebuilds/none')).status).toBe(404);
    expect((await get('moons/verification')).status).toBe(404);
    expect([bench.operators.rebuilds, bench.log.all()]).toStrictEqual([[], []]);
  });

  it('verifies a sample of the size asked for', async () => {
    expect((await get('holds/verification?sample=7')).body).toMatchObject({ sampled: 7, equal: true, differing: [] });
    expect((await get('holds/verification?sample=0')).status).toBe(400);
  });
});
