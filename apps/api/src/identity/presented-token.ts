import type { Request } from 'express';
import { Problem } from '../http/problem';
import type { ApiSettings } from '../settings';
import { tokenInCookie } from './session-cookie';

/** The bearer token of a request, or that of the console's session. @throws {Problem} sign-in-needed */
export function presentedToken(request: Request, settings: Pick<ApiSettings, 'publicUrl'>): string {
  const header = request.header('authorization');
  const token = header === undefined ? tokenInCookie(request, settings) : bearerIn(header);
  if (token === undefined) throw new Problem('sign-in-needed');
  return token;
}

function bearerIn(header: string): string | undefined {
  const [scheme, token, ...rest] = header.split(' ');
  return scheme?.toLowerCase() === 'bearer' && token && rest.length === 0 ? token : undefined;
}
