import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whose token: a person's, or that of a service such as the host platform. */
type Audience = 'onfile-customers' | 'onfile-operators' | 'onfile-services';

const A_MINUTE_SECONDS = 60;

/**
 * A small identity provider: authorization code with PKCE (RFC 7636), a published key set, ES256. Whoever comes is signed
 * in as `person` at once, as by a provider that knows its browser already.
 */
export class Issuer {
  /** The account that the next person signs in as. */
  person = '';
  /** The operator that the next one at the operators' door is, and what they may do. */
  operator = { name: '', scope: '' };
  /** Every address at which a browser asked for a sign-in. */
  readonly asked: URL[] = [];
  private readonly codes = new Map<string, { challenge: string; redirectUri: string }>();
  private readonly kid = randomUUID();

  private constructor(
    private readonly server: Server,
    private readonly keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  ) {}

  static async open(): Promise<Issuer> {
    const server = createServer();
    const issuer = new Issuer(server, generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void issuer.serve(request, response));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  token(audience: Audience, subject: string, scope?: string): string {
    const iat = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: this.url,
      aud: audience,
      sub: subject,
      ...(scope !== undefined && { scope }),
      jti: randomUUID(),
      iat,
      exp: iat + 30 * A_MINUTE_SECONDS,
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'ES256', typ: 'JWT', kid: this.kid })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: this.keys.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', this.url);
    const answer = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify(body));
    if (address.pathname === '/.well-known/openid-configuration') {
      answer(200, {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/.well-known/jwks.json`,
      });
    } else if (address.pathname === '/.well-known/jwks.json') {
      const key = this.keys.publicKey.export({ format: 'jwk' });
      answer(200, { keys: [{ ...key, alg: 'ES256', use: 'sig', kid: this.kid }] });
    } else if (address.pathname === '/authorize') {
      response.writeHead(302, { location: this.authorize(address) }).end();
    } else if (address.pathname === '/token') {
      const given = new URLSearchParams(await textOf(request));
      const isGood = this.redeem(given);
      answer(isGood ? 200 : 400, isGood ? { access_token: this.tokenFor(given.get('client_id')) } : {});
    } else answer(404, {});
  }

  /** Who comes by the operators' client is an operator. */
  private tokenFor(clientId: string | null): string {
    const { name, scope } = this.operator;
    if (clientId === 'onfile-operations') return this.token('onfile-operators', name, scope);
    return this.token('onfile-customers', this.person);
  }

  private authorize(address: URL): string {
    this.asked.push(address);
    const asked = (name: string) => address.searchParams.get(name) ?? '';
    const code = randomUUID();
    this.codes.set(code, { challenge: asked('code_challenge'), redirectUri: asked('redirect_uri') });
    const back = new URL(asked('redirect_uri'));
    back.search = new URLSearchParams({ code, state: asked('state') }).toString();
    return back.href;
  }

  /** A code is good once, for whoever began with it. */
  private redeem(given: URLSearchParams): boolean {
    const code = given.get('code') ?? '';
    const begun = this.codes.get(code);
    this.codes.delete(code);
    const verifier = given.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return begun !== undefined && begun.challenge === challenge && begun.redirectUri === given.get('redirect_uri');
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
