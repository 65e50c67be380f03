import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

describe('the session of a browser', () => {
  let bench: Bench;
  let token: string;
  let cookie: string;
  beforeAll(async () => {
    bench = await startBench();
    const { accountId } = await Customer.register(bench);
    token = await bench.tokenOf({ audience: 'customers', subject: accountId });
    const kept = await bench.http.post('/v1/session').set('Authorization', `Bearer ${token}`).expect(204);
    [cookie = ''] = kept.headers['set-cookie'] as unknown as string[];
  });
  afterAll(() => bench.stop());

  const pair = () => cookie.split(';')[0] ?? '';
  const me = () => bench.http.get('/v1/me');

  it('S3 is a cookie that no script reads, that no other site sends, and that goes over https only', () => {
    expect(cookie).toMatch(/^__Host-onfile_session=/);
    expect(cookie.split('; ').slice(1)).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict', 'Secure', expect.stringMatching(/^Expires=/)]),
    );
  });

  it('lets the console in, and counts beside its header only: another site can not add one (CSRF)', async () => {
    await me().set('Cookie', pair()).set('Onfile-Console', '1').expect(200);
    const forged = await me().set('Cookie', pair()).expect(401);
    expect((forged.body as { code: string }).code).toBe('sign-in-needed');
  });

  it('of an operator is a cookie of its own: neither session reaches the pages of the other', async () => {
    const operator = await bench.tokenOf({ audience: 'operators', subject: 'op_1', scopes: ['read'] });
    const kept = await bench.http.post('/v1/session').set('Authorization', `Bearer ${operator}`).expect(204);
    const [own = ''] = kept.headers['set-cookie'] as unknown as string[];
    expect(own).toMatch(/^__Host-onfile_operator_session=/);
    const both = `${pair()}; ${own.split(';')[0]}`;
    const as = (page: string, route: string) => bench.http.get(route).set('Cookie', both).set('Onfile-Console', page);
    await as('1', '/v1/me').expect(200);
    await as('1', '/v1/operations/me').expect(403);
    await as('operations', '/v1/me').expect(403);
    const me = await as('operations', '/v1/operations/me').expect(200);
    expect(me.body).toStrictEqual({ operator: 'op_1', may: ['read'] });
    await bench.http.get('/v1/operations/me').set('Cookie', pair()).set('Onfile-Console', 'operations').expect(401);
  });

  it('is not asked when a bearer token is there, good or bad', async () => {
    const bad = me().set('Cookie', pair()).set('Onfile-Console', '1').set('Authorization', 'Bearer a.b.c');
    await bad.expect(401);
  });

  it('other cookies are no session', async () => {
    await me().set('Cookie', 'other=1; __Host-onfile_session=').set('Onfile-Console', '1').expect(401);
    await me().set('Cookie', `x__Host-onfile_session=${token}`).set('Onfile-Console', '1').expect(401);
  });

  it('ends with the sign-out: the cookie goes, and the token opens nothing any more', async () => {
    const ended = await bench.http.post('/v1/sign-out').set('Cookie', pair()).set('Onfile-Console', '1').expect(204);
    const [gone = ''] = ended.headers['set-cookie'] as unknown as string[];
    expect(gone).toMatch(/^__Host-onfile_session=; .*Expires=Thu, 01 Jan 1970/);
    await me().set('Cookie', pair()).set('Onfile-Console', '1').expect(401);
  });

  it('on one machine without https it is a plain cookie', async () => {
    const plain = await startBench({ settings: { publicUrl: 'http://127.0.0.1:3000' } });
    const { accountId } = await Customer.register(plain);
    const own = await plain.tokenOf({ audience: 'customers', subject: accountId });
    const kept = await plain.http.post('/v1/session').set('Authorization', `Bearer ${own}`).expect(204);
    expect(kept.headers['set-cookie']?.[0]).toMatch(
      /^onfile_session=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Expires=[^;]+$/,
    );
    await plain.stop();
  });
});
