import { payloadCodec } from '@onfile/temporal';
import { defaultPayloadConverter } from '@temporalio/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { startBench, type Bench } from '../../testing/bench';
import { inClear } from '../wiring/clear-payloads';

describe('histories of workflows over HTTP', () => {
  let bench: Bench;
  let tokens: { read: string; write: string };
  beforeEach(async () => {
    bench = await startBench();
    const tokenOf = (scopes: string[]) => bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes });
    tokens = { read: await tokenOf(['read']), write: await tokenOf(['read', 'write']) };
    for (const n of [1, 2, 3]) {
      const events = [{ eventId: '1', eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' }];
      bench.histories.kept.push({ workflowId: `cardAddition/j${n}`, runId: `run-${n}`, history: { events } });
    }
  });
  afterEach(() => bench.stop());

  const get = (address: string, token = tokens.read) =>
    bench.http.get(`/v1/operations/workflows${address}`).set('Authorization', `Bearer ${token}`);

  it('lists runs in pages, the open ones without a query', async () => {
    const first = (await get('?limit=2').expect(200)).body;
    expect(first.entries).toHaveLength(2);
    expect(first.entries[0]).toStrictEqual({
      ...{ workflowId: 'cardAddition/j1', runId: 'run-1', type: 'cardAddition', status: 'running' },
      startedAt: '2024-05-10T11:00:00.000Z',
    });
    const second = (await get(`?limit=2&cursor=${first.next}`).expect(200)).body;
    expect([second.entries.length, second.next]).toStrictEqual([1, undefined]);
  });

  const readInClear = (body: object, token = tokens.write, key: string = randomUUID()) =>
    bench.http
      .post('/v1/operations/workflows/decoded-histories')
      .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': key })
      .send(body);
  const logged = async () =>
    (await bench.http.get('/v1/operations/operator-log').set('Authorization', `Bearer ${tokens.read}`)).body.entries;

  it('answers a history as it is kept', async () => {
    const { body } = await get('/history?workflowId=cardAddition/j2').expect(200);
    expect(body).toStrictEqual({ ...bench.histories.kept[1] });
    expect(await logged()).toStrictEqual([]);
  });

  it('in clear only to who may write, says why, and stands in the operator log', async () => {
    const of = { workflowId: 'cardAddition/j2' };
    await readInClear({ ...of, reason: 'a replay' }, tokens.read).expect(403);
    await readInClear(of).expect(400);
    expect((await readInClear({ ...of, reason: '  ' }).expect(422)).body.code).toBe('reason-missing');
    expect((await readInClear({ workflowId: 'cardAddition/none', reason: 'a replay' }).expect(404)).body.code).toBe(
      'not-found',
    );
    expect(await logged()).toStrictEqual([]);
    const key = randomUUID();
    const decoded = await readInClear({ ...of, reason: 'a replay' }, tokens.write, key).expect(200);
    expect(decoded.body.history.events).toStrictEqual([{ decoded: true }]);
    await readInClear({ ...of, reason: 'a replay' }, tokens.write, key).expect(200);
    expect(await logged()).toMatchObject([
      { by: 'op_1', act: 'read-in-clear', on: 'cardAddition/j2', why: 'a replay', details: { run: 'run-2' } },
    ]);
  });

  it('what can not be noted is not read in clear', async () => {
    bench.log.away = true;
    const { body } = await readInClear({ workflowId: 'cardAddition/j2', reason: 'a replay' }).expect(503);
    expect(JSON.stringify(body)).not.toContain('decoded');
  });

  it('a workflow that there is not, a query that is none, and Temporal away: each its own problem', async () => {
    expect((await get('/history?workflowId=cardAddition/none').expect(404)).body.code).toBe('not-found');
    expect((await get('/history?workflowId=cardAddition/j1&runId=other').expect(404)).body.code).toBe('not-found');
    const { body } = await get('?query=no%20query').expect(400);
    expect(body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'query' }] });
    bench.histories.away = true;
    expect((await get('').expect(503)).body.code).toBe('try-again-later');
  });

  it('opens encrypted payloads wherever they are, and leaves the rest as it was', async () => {
    const codec = payloadCodec({ current: 'k', keys: { k: randomBytes(32).toString('base64') } });
    const [sealed] = await codec.encode([defaultPayloadConverter.toPayload({ step: 'card' })!]);
    const written = {
      metadata: Object.fromEntries(
        Object.entries(sealed!.metadata!).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
      ),
      data: Buffer.from(sealed!.data!).toString('base64'),
    };
    const event = { eventId: '5', input: { payloads: [written] }, none: null, count: 2 };
    const clear = (await inClear({ events: [event] }, codec)) as { events: [typeof event] };
    const [{ input, ...rest }] = clear.events;
    expect(rest).toStrictEqual({ eventId: '5', none: null, count: 2 });
    expect(Buffer.from(input.payloads[0]!.data, 'base64').toString()).toBe('{"step":"card"}');
    expect(Buffer.from(input.payloads[0]!.metadata['encoding']!, 'base64').toString()).toBe('json/plain');
  });
});
