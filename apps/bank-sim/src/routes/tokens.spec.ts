import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bench, eventually } from '../../testing/bench';

const GOOD = {
  number: '4000 0077 0000 0000',
  expMonth: 12,
  expYear: 2039,
  securityCode: '123',
  holderName: 'Ada Lovelace',
};

interface Description {
  readonly token: string;
  readonly fingerprint: string;
  readonly expiry: string;
  readonly last4: string;
  readonly issuingCountry: string;
}

describe('tokens', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open({}, { now: () => new Date('2030-06-30T23:59:59Z') });
  });
  afterAll(() => bench.close());

  const create = (change: Record<string, unknown> = {}, key?: string) =>
    bench.ask<{ token: string; code: string }>('/v1/tokens', { body: { ...GOOD, ...change }, token: '', key });
  const describeToken = async (token: string) => (await bench.ask<Description>(`/v1/tokens/${token}`)).body;

  it('R21 takes a card from a browser of any page, without a key', async () => {
    const answer = await create();
    expect(answer.status).toBe(201);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await bench.ask('/v1/tokens', { method: 'OPTIONS', token: '' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type');
  });

  it.each([
    [{ number: '4000007700000001' }, 'number-invalid'],
    [{ number: '40000077' }, 'number-invalid'],
    [{ number: 'four thousand' }, 'number-invalid'],
    [{ expMonth: 5, expYear: 2030 }, 'expiry-in-past'],
    [{ securityCode: '12' }, 'security-code-invalid'],
    [{ securityCode: '1234' }, 'security-code-invalid'],
    [{ securityCode: 'abc' }, 'security-code-invalid'],
    [{ number: '378282246310005' }, 'security-code-invalid'],
    [{ holderName: '  ' }, 'holder-missing'],
    [{ expMonth: 13 }, 'invalid-request'],
    [{ country: 'chile' }, 'invalid-request'],
  ])('R21 refuses %j: %s', async (change, code) => {
    const answer = await create(change);
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(answer.text).not.toMatch(/\d{12}/);
  });

  it('R21 an expiry is good to the last day of its month', async () => {
    expect((await create({ expMonth: 6, expYear: 2030 })).status).toBe(201);
  });

  it('tells of a token what may be known, and keeps neither number nor code', async () => {
    const number = await bench.mint('approve');
    const { body } = await create({ number, securityCode: '987', country: 'CL' });
    const told = await describeToken(body.token);
    expect(told).toEqual({
      token: body.token,
      brand: 'visa',
      last4: number.slice(-4),
      expiry: '2039-12',
      funding: 'credit',
      issuingCountry: 'CL',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    for (const file of ['bank.sqlite', 'bank.sqlite-wal']) {
      expect(readFileSync(join(bench.folder, file)).includes(number)).toBe(false);
    }
  });

  it('D16 the same number has the same fingerprint under every token, another number another', async () => {
    const tokens = [await create(), await create(), await create({ number: await bench.mint('approve') })];
    const told = await Promise.all(tokens.map(({ body }) => describeToken(body.token)));
    expect(new Set(told.map(({ token }) => token)).size).toBe(3);
    expect(told[1]?.fingerprint).toBe(told[0]?.fingerprint);
    expect(told[2]?.fingerprint).not.toBe(told[0]?.fingerprint);
  });

  it('under a key it is one token; other content is refused', async () => {
    const key = bench.key();
    const first = await create({}, key);
    expect((await create({}, key)).body).toEqual(first.body);
    expect(await create({ expYear: 2038 }, key)).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });

  it('R37 a renewal is a new token of the same card; the old one stays as it is', async () => {
    const old = (await create({ country: 'DE' })).body.token;
    const renewal = { expMonth: 3, expYear: 2035, securityCode: '123' };
    const { status, body } = await bench.ask<{ token: string }>(`/v1/tokens/${old}/renewals`, {
      body: renewal,
      token: '',
    });
    expect(status).toBe(201);
    const [before, after] = [await describeToken(old), await describeToken(body.token)];
    expect(before.expiry).toBe('2039-12');
    expect(after).toEqual({ ...before, token: body.token, expiry: '2035-03' });
    expect((await bench.place('charge', old)).body.outcome).toBe('captured');
    expect((await bench.place('charge', body.token)).body.outcome).toBe('captured');
  });

  it.each([
    [{ expMonth: 5, expYear: 2030, securityCode: '123' }, 'expiry-in-past'],
    [{ expMonth: 5, expYear: 2035, securityCode: '12345' }, 'security-code-invalid'],
    [{ expMonth: 0, expYear: 2035, securityCode: '123' }, 'invalid-request'],
  ])('R37 refuses the renewal %j: %s', async (body, code) => {
    const { token } = (await create()).body;
    expect(await bench.ask(`/v1/tokens/${token}/renewals`, { body, token: '' })).toMatchObject({
      status: 422,
      body: { code },
    });
  });

  it('R39 a destroyed token is gone, also the second time, and for renewals', async () => {
    const { token } = (await create()).body;
    const destroy = () => bench.ask(`/v1/tokens/${token}`, { method: 'DELETE' });
    expect([(await destroy()).status, (await destroy()).status]).toEqual([204, 204]);
    expect(await bench.ask(`/v1/tokens/${token}`)).toMatchObject({ status: 404, body: { code: 'token-unknown' } });
    const body = { expMonth: 5, expYear: 2035, securityCode: '123' };
    expect((await bench.ask(`/v1/tokens/${token}/renewals`, { body, token: '' })).status).toBe(404);
  });

  it.each([
    ['down', 503],
    ['lost-before', 0],
    ['lost-after', 0],
  ])('meets the fault %s', async (fault, status) => {
    await bench.fault({ match: { operation: 'token', last4: '0000' }, fault, times: 1 });
    expect((await create()).status).toBe(status);
    expect((await create()).status).toBe(201);
  });
});

describe('card updates', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  const update = (body: Record<string, unknown>, key?: string) =>
    bench.ask<{ newToken: string; expiry: string; last4: string; code: string }>('/cards/updates', { body, key });
  const noticeOf = (token: string) =>
    eventually(() => bench.merchant.notices.find(({ type, data }) => type === 'card.updated' && data.token === token));
  const describeToken = async (token: string) => (await bench.ask<Description>(`/v1/tokens/${token}`)).body;

  it('a new date: told by a notice, and the old token goes on', async () => {
    const token = await bench.token('approve');
    const { body } = await update({ token, expiry: '2045-07' });
    const old = await describeToken(token);
    expect(await describeToken(body.newToken)).toEqual({ ...old, token: body.newToken, expiry: '2045-07' });
    expect((await noticeOf(token)).data).toEqual({
      token,
      newToken: body.newToken,
      expiry: '2045-07',
      last4: old.last4,
    });
    expect((await bench.place('charge', token)).body.outcome).toBe('captured');
  });

  it('new last digits: another card, and the old token says that newer data exists', async () => {
    const token = await bench.token('insufficient-at-billing');
    const { body } = await update({ token, last4: '4321' });
    expect(body).toMatchObject({ last4: '4321', expiry: '2043-12' });
    const [old, anew] = [await describeToken(token), await describeToken(body.newToken)];
    expect(anew.fingerprint).not.toBe(old.fingerprint);
    expect((await bench.place('charge', token)).body).toMatchObject({ networkCode: '54', adviceCode: '01' });
    expect((await bench.place('charge', body.newToken)).body.outcome).toBe('captured');
    expect((await noticeOf(token)).data).toMatchObject({ newToken: body.newToken, last4: '4321' });
  });

  it('a new number: behaves as that number does', async () => {
    const token = await bench.token('approve');
    const newNumber = await bench.mint('charge-declined-61');
    const { body } = await update({ token, newNumber, expiry: '2044-01' });
    expect(body).toMatchObject({ last4: newNumber.slice(-4), expiry: '2044-01' });
    expect((await bench.place('charge', body.newToken)).body).toMatchObject({ networkCode: '61' });
  });

  it('once under a key', async () => {
    const [token, key] = [await bench.token('approve'), bench.key()];
    const first = await update({ token, expiry: '2045-07' }, key);
    expect((await update({ token, expiry: '2045-07' }, key)).body).toEqual(first.body);
    expect((await update({ token, expiry: '2045-08' }, key)).body.code).toBe('key-reused');
  });

  it.each([
    [{ token: 'tok_none', expiry: '2045-07' }, 404, 'token-unknown'],
    [{ token: 'tok_none' }, 422, 'invalid-request'],
    [{ token: 'tok_none', expiry: 'soon' }, 422, 'invalid-request'],
  ])('refuses %j', async (body, status, code) => {
    expect(await update(body)).toMatchObject({ status, body: { code } });
  });

  it('refuses a number that is none', async () => {
    const token = await bench.token('approve');
    expect(await update({ token, newNumber: '4000007700000001' })).toMatchObject({
      status: 422,
      body: { code: 'number-invalid' },
    });
  });
});
