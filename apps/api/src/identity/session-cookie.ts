import type { Request } from 'express';
import type { ApiSettings } from '../settings';
import type { Audience } from './caller';

type Site = Pick<ApiSettings, 'publicUrl'>;

/**
 * The token of a browser's session, where no script can read it. A cookie comes along with every request, also those that
 * another site makes a browser send; so it counts only beside a header that other sites can not add (CSRF). Operators have a cookie of their own: in one browser
 * a customer's session is never an operator's.
 */
const NAME = 'onfile_session';
const OPERATORS_NAME = 'onfile_operator_session';

/** Says that a request comes from a script of the console's own origin: `operations` from its operators' pages, any other value from the others. */
export const CONSOLE_HEADER = 'onfile-console';
const FROM_OPERATORS = 'operations';

/** A token to keep: whose it is, and until when it is good. */
export interface KeptToken {
  readonly token: string;
  readonly audience: Audience;
  readonly expiresAt: Date;
}

/** The cookie that keeps a token until it expires; over https it is bound to this host and to https. */
export function sessionCookie({ token, audience, expiresAt }: KeptToken, settings: Site): string {
  const isSecure = settings.publicUrl.startsWith('https://');
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Expires=${expiresAt.toUTCString()}`];
  return [
    `${nameFor(audience === 'operators', settings)}=${token}`,
    ...attributes,
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
}

/** The cookie that ends the session of this audience in this browser. */
export const noSessionCookie = (audience: Audience, settings: Site): string =>
  sessionCookie({ token: '', audience, expiresAt: new Date(0) }, settings);

/** The token of the request's cookie, if it comes from the console itself. */
export function tokenInCookie(request: Request, settings: Site): string | undefined {
  const page = request.header(CONSOLE_HEADER);
  if (page === undefined) return undefined;
  const cookies = (request.header('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const start = `${nameFor(page === FROM_OPERATORS, settings)}=`;
  const token = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
  return token === '' ? undefined : token;
}

function nameFor(isOperator: boolean, { publicUrl }: Site): string {
  const name = isOperator ? OPERATORS_NAME : NAME;
  return publicUrl.startsWith('https://') ? `__Host-${name}` : name;
}
