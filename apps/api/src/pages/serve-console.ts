import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The built console, and the foreign origins that its pages may speak to. */
export interface ConsoleSettings {
  /** Holds `index.html` and `assets/`. */
  readonly folder: string;
  /** Framed: the card gateway's own fields. */
  readonly cardFieldsUrl: string;
  /** Asked for tokens: the identity provider, where there is one. */
  readonly identityUrl?: string;
}

/** What the build leaves in `index.html` where each answer's nonce belongs (Vite's `html.cspNonce`). */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** What is not the console's: the api's own addresses. */
const OF_THE_API = /^\/(v1|dev|docs|health|metrics|\.well-known|openapi\.json)(\/|$)/;

const A_YEAR_SECONDS = 31_536_000;
const NONCE_BYTES = 18;

/**
 * Serves the console: its files as they are, and its one page for every address that a person opens and the api does not
 * know. Each page has a nonce of its own; what bears none does not run (S3).
 * @throws {Error} where the folder holds no console
 */
export function serveConsole(settings: ConsoleSettings): RequestHandler[] {
  const page = readFileSync(join(settings.folder, 'index.html'), 'utf8');
  const files = express.static(settings.folder, { index: false, redirect: false, etag: true, setHeaders: keepAssets });
  const servePage = (request: Request, response: Response, next: NextFunction): void => {
    if (!isNavigation(request)) return next();
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    response.setHeader('Content-Security-Policy', policyOf(nonce, settings));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
  };
  // The page itself is never served as a file: it would have no nonce.
  const serveFile: RequestHandler = (request, response, next) =>
    OF_THE_API.test(request.path) || request.path === '/index.html' ? next() : void files(request, response, next);
  return [serveFile, servePage];
}

/** Files under `assets/` carry a hash of their content in their names. */
function keepAssets(response: Response, path: string): void {
  const isHashed = path.includes(`${sep}assets${sep}`);
  response.setHeader('Cache-Control', isHashed ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-cache');
}

const isNavigation = (request: Request): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !OF_THE_API.test(request.path) &&
  request.accepts(['json', 'html']) === 'html';

function policyOf(nonce: string, { cardFieldsUrl, identityUrl }: ConsoleSettings): string {
  const identity = identityUrl === undefined ? '' : ` ${new URL(identityUrl).origin}`;
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${identity}`,
    `frame-src ${new URL(cardFieldsUrl).origin}`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
    `manifest-src 'self'`,
  ].join('; ');
}
