/** The way back from the identity provider; fixed, so that nothing in an address changes it. */
const COMING_BACK_AT = '/signed-in';
const KEPT_AS = 'onfile-sign-in';

/** What must be the same when a person comes back. Neither is a token: without the code both open nothing. */
interface Started {
  readonly state: string;
  readonly verifier: string;
  readonly backTo: string;
  readonly clientId: string;
}

interface Provider {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** How this console is known to the identity provider. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  /** What is asked for, such as the roles of operators. */
  readonly scope?: string;
}

/** Leaves for the identity provider: authorization code with PKCE (RFC 7636), the only secret staying in this tab. */
export async function leaveForSignIn({ issuer, clientId, scope }: OidcClient, backTo: string): Promise<void> {
  const provider = await discover(issuer);
  const started: Started = { state: random(), verifier: random(), backTo, clientId };
  sessionStorage.setItem(KEPT_AS, JSON.stringify(started));
  const address = new URL(provider.authorization_endpoint);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: comingBackAt(),
    scope: scope ?? 'openid email',
    state: started.state,
    code_challenge: await digest(started.verifier),
    code_challenge_method: 'S256',
  }).toString();
  window.location.assign(address);
}

/**
 * Trades the code for an access token.
 * @throws {Error} for an answer that this tab did not ask for, or that the provider does not stand by
 */
export async function comeBack({ issuer }: Pick<OidcClient, 'issuer'>, answer: URLSearchParams) {
  const started = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? 'null') as Started | null;
  sessionStorage.removeItem(KEPT_AS);
  const code = answer.get('code');
  if (started === null || code === null || answer.get('state') !== started.state) throw new Error('not asked for');
  const { token_endpoint: address } = await discover(issuer);
  const response = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: started.clientId,
      redirect_uri: comingBackAt(),
      code,
      code_verifier: started.verifier,
    }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (!response.ok || body.access_token === undefined) throw new Error(`the provider answered ${response.status}`);
  return { accessToken: body.access_token, backTo: started.backTo };
}

const comingBackAt = () => `${window.location.origin}${COMING_BACK_AT}`;

async function discover(issuer: string): Promise<Provider> {
  const response = await fetch(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`the provider answered ${response.status}`);
  return (await response.json()) as Provider;
}

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

const digest = async (text: string) =>
  base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
