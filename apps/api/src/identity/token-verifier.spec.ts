import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { TokenVerifier } from './token-verifier';

const NOON = Date.parse('2026-03-04T12:00:00.000Z');
const seconds = (ms: number): number => Math.floor(ms / 1000);

describe('a token that was found good', () => {
  let privateKey: CryptoKey;
  let looked: number;
  let withdrawn: boolean;
  let at: number;
  let tokens: TokenVerifier;

  beforeEach(async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    ({ privateKey } = pair);
    const publicKey = await exportJWK(pair.publicKey);
    [looked, withdrawn, at] = [0, false, NOON];
    const keys = (() => {
      looked += 1;
      return withdrawn ? Promise.reject(new Error('no such key')) : Promise.resolve({ ...publicKey, alg: 'ES256' });
    }) as unknown as JWTVerifyGetKey;
    const audiences = { customers: 'customers', operators: 'operators', services: 'services' };
    tokens = new TokenVerifier({ issuer: 'https://issuer', audiences, keys }, () => new Date(at));
  });

  const token = (lifeSeconds = 600, issuedAt = at): Promise<string> =>
    new SignJWT({ sub: 'acc_1', jti: 't1' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('https://issuer')
      .setAudience('customers')
      .setIssuedAt(seconds(issuedAt))
      .setExpirationTime(seconds(at) + lifeSeconds)
      .sign(privateKey);

  it('is not checked again within a minute, and stands for the same caller', async () => {
    const one = await token();
    const first = await tokens.verify(one);
    expect(await tokens.verify(one)).toStrictEqual(first);
    expect(looked).toBe(1);
  });

  it('is expired at its second all the same', async () => {
    const one = await token(10);
    await tokens.verify(one);
    at += 14_000; // 10 s, and the skew of 5
    await tokens.verify(one);
    at += 1_000;
    await expect(tokens.verify(one)).rejects.toMatchObject({ code: 'token-expired' });
  });

  it('is too old a day after it was made', async () => {
    const one = await token(600, NOON - (86_400 + 4) * 1000);
    await tokens.verify(one);
    at += 2_000;
    await expect(tokens.verify(one)).rejects.toMatchObject({ code: 'token-expired' });
  });

  it('is not believed any longer than a minute after its key was withdrawn', async () => {
    const one = await token();
    await tokens.verify(one);
    withdrawn = true;
    at += 59_000;
    await tokens.verify(one);
    at += 2_000;
    await expect(tokens.verify(one)).rejects.toThrow();
  });

  it('lends nothing to another token with the same claims', async () => {
    const one = await token();
    await tokens.verify(one);
    const [head, body] = one.split('.');
    await expect(tokens.verify(`${head}.${body}.AAAA`)).rejects.toMatchObject({ code: 'token-invalid' });
  });
});
