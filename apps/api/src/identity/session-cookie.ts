import type { Request } from 'express';
import type { ApiSettings } from '../settings';

/**
 * The token of a browser's session, where no script can read it. A cookie comes along with every request, also those that
 * another site makes a browser send; so it counts only beside a header that other sites can not add (CSRF).
 */
const NAME = 'onfile_session';

/** Says that a request comes from a script of the console's own origin. Any value. */
export const CONSOLE_HEADER = 'onfile-console';

/** The cookie that keeps `token` until `expiresAt`; over https it is bound to this host and to https. */
export function sessionCookie(token: string, expiresAt: Date, settings: Pick<ApiSettings, 'publicUrl'>): string {
  const isSecure = settings.publicUrl.startsWith('https://');
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Expires=${expiresAt.toUTCString()}`];
  return [`${nameFor(settings)}=${token}`, ...attributes, ...(isSecure ? ['Secure'] : [])].join('; ');
}

/** The cookie that ends the session in this browser. */
export const noSessionCookie = (settings: Pick<ApiSettings, 'publicUrl'>): string =>
  sessionCookie('', new Date(0), settings);

/** The token of the request's cookie, if it comes from the console itself. */
export function tokenInCookie(request: Request, settings: Pick<ApiSettings, 'publicUrl'>): string | undefined {
  if (request.header(CONSOLE_HEADER) === undefined) return undefined;
  const cookies = (request.header('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const start = `${nameFor(settings)}=`;
  const token = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
  return token === '' ? undefined : token;
}

const nameFor = ({ publicUrl }: Pick<ApiSettings, 'publicUrl'>): string =>
  publicUrl.startsWith('https://') ? `__Host-${NAME}` : NAME;
