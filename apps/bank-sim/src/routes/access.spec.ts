import { API_KEY, Bench, SMS_KEY } from '../../testing/bench';

/** Who may call what; a route that is missing here fails the last test. */
const KEYED: readonly [method: string, path: string, key: string][] = [
  ...['hold', 'charge'].flatMap((kind): [string, string, string][] => [
    ['POST', `/v1/${kind}s`, API_KEY],
    ['GET', `/v1/${kind}s?key=none`, API_KEY],
    ['GET', `/v1/${kind}s/none`, API_KEY],
    ['POST', `/v1/${kind}s/none/void`, API_KEY],
    ['POST', `/v1/${kind}s/none/refund`, API_KEY],
    ['POST', `/v1/${kind}s/none/settle`, API_KEY],
    ['POST', `/v1/${kind}s/none/expire`, API_KEY],
  ]),
  ['GET', '/v1/tokens/none', API_KEY],
  ['DELETE', '/v1/tokens/none', API_KEY],
  ['GET', '/v1/settlements/2030-01-01', API_KEY],
  ['POST', '/cards/updates', API_KEY],
  ['PUT', '/faults', API_KEY],
  ['GET', '/faults', API_KEY],
  ['DELETE', '/faults', API_KEY],
  ['DELETE', '/faults/1', API_KEY],
  ['GET', '/ledger', API_KEY],
  ['GET', '/notices', API_KEY],
  ['POST', '/v1/sms', SMS_KEY],
];

const OPEN = [
  '/',
  '/scenarios',
  '/scenarios.json',
  '/inbox',
  '/inbox.json',
  '/hosted-fields',
  '/health/live',
  '/health/ready',
  '/metrics',
];

describe('who may call', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  it.each(KEYED)('%s %s needs the key', async (method, path, key) => {
    const other = key === API_KEY ? SMS_KEY : API_KEY;
    for (const wrong of ['', other, `${key}x`, key.slice(1)]) {
      expect(await bench.ask(path, { method, token: wrong })).toMatchObject({
        status: 401,
        body: { code: 'key-wrong' },
      });
    }
    expect((await bench.ask(path, { method, token: key })).status).not.toBe(401);
  });

  it.each(OPEN)('GET %s is for everybody', async (path) => {
    expect((await bench.ask(path, { token: '' })).status).toBe(200);
  });

  it('says what is not there, and what can not be done there', async () => {
    expect(await bench.ask('/v2/holds')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const answer = await bench.ask('/v1/holds', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    expect(answer.headers.get('allow')).toBe('POST, GET');
    expect((await bench.ask('/v1/tokens/none', { method: 'PUT' })).headers.get('allow')).toBe('GET, DELETE');
  });

  it('refuses what is too large before it reads it all', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(70_000) });
    expect((await bench.ask('/v1/holds', { body, key: bench.key() })).status).toBe(413);
  });

  it('counts its answers, without naming anybody', async () => {
    await bench.place('hold', await bench.token('approve'));
    const { text } = await bench.ask('/metrics', { token: '' });
    expect(text).toMatch(/bank_answers_total\{method="POST",path="\/v1\/holds",status="201"\} \d+/);
    expect(text).toContain('bank_notices_waiting 0');
  });
});
