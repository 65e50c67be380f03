import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NOON, startBench } from '../../testing/bench';
import { es256, forgeToken } from '../../testing/forge';
import { AUDIENCES } from './local-issuer';
import { oidcIssuer } from './oidc-issuer';

describe('an OIDC issuer by configuration', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = 'https://id.example';
  let server: Server;
  let jwksUrl: string;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const token = (): string => {
    const iat = Date.parse(NOON) / 1000;
    const claims = { iss: issuer, aud: 'onfile-customers', sub: 'acc_1', jti: 'j1', iat, exp: iat + 600 };
    return forgeToken({ alg: 'ES256', kid: 'k1' }, claims, es256(privateKey));
  };

  it('its tokens are believed, its keys are read once, and there is no sign-in without a password', async () => {
    const trustedIssuer = oidcIssuer({ issuer, jwksUrl, audiences: AUDIENCES });
    const bench = await startBench({ trustedIssuer, localIssuer: undefined });
    for (let n = 0; n < 3; n += 1) {
      const { body } = await bench.http.get('/v1/me').set('Authorization', `Bearer ${token()}`);
      expect(body).toMatchObject({ code: 'not-found' }); // passed the door; the account is not registered
    }
    expect(asked).toBe(1);
    await bench.http.post('/dev/sign-in').send({ accountId: 'acc_1' }).expect(404);
    await bench.http.post('/dev/accounts').send({ email: 'a@b.example', region: 'US' }).expect(404);
    await bench.http.get('/.well-known/jwks.json').expect(404);
    const local = await bench.tokenOf({ audience: 'customers', subject: 'acc_1' });
    await bench.http.get('/v1/me').set('Authorization', `Bearer ${local}`).expect(401);
    await bench.stop();
  });

  it('while its keys can not be read nobody is let in, and everybody is asked to come again', async () => {
    const silent = oidcIssuer({ issuer, jwksUrl: 'http://127.0.0.1:9/jwks', audiences: AUDIENCES });
    const bench = await startBench({ trustedIssuer: silent, localIssuer: undefined });
    const { status, body } = await bench.http.get('/v1/me').set('Authorization', `Bearer ${token()}`);
    expect([status, body]).toMatchObject([503, { code: 'try-again-later', retryAfter: 2 }]);
    await bench.stop();
  });
});
