import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { ISSUER, startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';
import { es256, forgeToken, type Claims } from '../../testing/forge';

const SKEW_SECONDS = 5;

describe('S19 tokens that are not to be believed', () => {
  let bench: Bench;
  let customer: Customer;
  beforeAll(async () => {
    bench = await startBench();
    customer = await Customer.register(bench);
  });
  afterAll(() => bench.stop());

  const seconds = (): number => bench.ports.clock().getTime() / 1000;
  const header = (more: Claims = {}): Claims => ({ alg: 'ES256', kid: bench.issuer.jwks.keys[0]?.kid, ...more });
  const claims = (more: Claims = {}): Claims => {
    const iat = seconds();
    const known = { iss: ISSUER, aud: 'onfile-customers', sub: customer.accountId, jti: 'j1', iat, exp: iat + 600 };
    return Object.fromEntries(Object.entries({ ...known, ...more }).filter(([, value]) => value !== undefined));
  };
  const ours = (signed: Buffer): Buffer => es256(bench.issuerKey)(signed);
  const me = (token: string, scheme = 'Bearer') => bench.http.get('/v1/me').set('Authorization', `${scheme} ${token}`);
  const refused = async (token: string, code = 'token-invalid'): Promise<void> => {
    const { status, body, text } = await me(token);
    expect([status, (body as { code: string }).code]).toStrictEqual([401, code]);
    expect(text).not.toContain(token);
  };

  it('takes the same token when it is whole: what is refused below is refused for its fault', async () => {
    await me(forgeToken(header(), claims(), ours)).expect(200);
    await me(forgeToken(header(), claims(), ours), 'bearer').expect(200);
  });

  it('none: no signature at all, however it is spelled', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      await refused(forgeToken({ alg }, claims(), () => Buffer.alloc(0)));
      await refused(forgeToken({ ...header(), alg }, claims(), ours));
    }
  });

  it('algorithm swap: the public key as a shared secret', async () => {
    const publicKey = createPublicKey(bench.issuerKey);
    for (const secret of [
      publicKey.export({ type: 'spki', format: 'pem' }),
      JSON.stringify(bench.issuer.jwks.keys[0]),
    ]) {
      for (const [alg, hash] of [
        ['HS256', 'sha256'],
        ['HS512', 'sha512'],
      ] as const) {
        await refused(
          forgeToken(header({ alg }), claims(), (signed) => createHmac(hash, secret).update(signed).digest()),
        );
      }
    }
  });

  it('kid: a path, a query, an address, or nothing that is known', async () => {
    for (const kid of ['../../../../dev/null', "' OR 1=1 --", 'https://evil.example/jwks.json', '', 'unknown']) {
      await refused(forgeToken(header({ kid }), claims(), () => createHmac('sha256', '').update('').digest()));
      await refused(forgeToken(header({ kid }), claims(), ours));
    }
  });

  it('jku, jwk, x5u, crit: a key that the token itself brings', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const own = es256(privateKey);
    await refused(forgeToken(header({ jwk: publicKey.export({ format: 'jwk' }) }), claims(), own));
    await refused(forgeToken(header({ jku: 'https://evil.example/jwks.json' }), claims(), own));
    await refused(forgeToken(header({ x5u: 'https://evil.example/chain.pem' }), claims(), own));
    await refused(forgeToken(header({ crit: ['exp'] }), claims(), ours));
  });

  it('time: expired, from the future or too long ago, to the second of the allowed skew', async () => {
    const at = seconds();
    await me(forgeToken(header(), claims({ exp: at - SKEW_SECONDS + 1 }), ours)).expect(200);
    await refused(forgeToken(header(), claims({ exp: at - SKEW_SECONDS }), ours), 'token-expired');
    await me(forgeToken(header(), claims({ nbf: at + SKEW_SECONDS }), ours)).expect(200);
    await refused(forgeToken(header(), claims({ nbf: at + SKEW_SECONDS + 1 }), ours));
    await refused(forgeToken(header(), claims({ iat: at + SKEW_SECONDS + 1 }), ours));
    await refused(forgeToken(header(), claims({ iat: at - 86_400 - SKEW_SECONDS - 1 }), ours), 'token-expired');
  });

  it('who: another issuer, another or two audiences, nobody, no id, no end', async () => {
    await refused(forgeToken(header(), claims({ iss: 'https://other.example' }), ours));
    await refused(forgeToken(header(), claims({ iss: `${ISSUER}/` }), ours));
    await refused(forgeToken(header(), claims({ aud: 'onfile' }), ours));
    await refused(forgeToken(header(), claims({ aud: ['onfile-customers', 'onfile-operators'] }), ours));
    for (const missing of ['iss', 'aud', 'sub', 'jti', 'iat', 'exp']) {
      await refused(forgeToken(header(), claims({ [missing]: undefined }), ours));
    }
    await refused(forgeToken(header(), claims({ sub: '' }), ours));
    await refused(forgeToken(header(), claims({ exp: 'never' }), ours));
  });

  it('form: changed, cut, doubled, or not a token', async () => {
    const token = forgeToken(header(), claims(), ours);
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(JSON.stringify(claims({ sub: 'acc_other' }))).toString('base64url');
    await refused(`${head}.${other}.${signature}`);
    await refused(`${head}.${body}.${signature.slice(0, -4)}`);
    await refused(`${head}.${body}.AAAA`);
    await refused(`${token}.${signature}`);
    await refused('..a');
    for (const authorization of ['Bearer', `Basic ${token}`, `Bearer ${token} ${token}`, token]) {
      const { status, body: problem } = await bench.http.get('/v1/me').set('Authorization', authorization);
      expect([status, (problem as { code: string }).code]).toStrictEqual([401, 'sign-in-needed']);
    }
  });

  it('scopes of an operator are nothing to a customer, and the reverse', async () => {
    await me(forgeToken(header(), claims({ scope: 'read write' }), ours)).expect(200);
    await me(forgeToken(header(), claims({ aud: 'onfile-operators', scope: 'read write' }), ours)).expect(403);
  });

  it('a token in an address is no token', async () => {
    const token = forgeToken(header(), claims(), ours);
    await bench.http.get(`/v1/me?access_token=${token}`).expect(401);
    expect(bench.logged.join('')).not.toContain(token);
  });
});
