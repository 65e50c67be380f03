import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpAnswer } from '../http/answer';
import type { Route } from '../http/router';

/** A file that pages load, with the digest that they name it by (subresource integrity). */
interface Asset {
  readonly path: string;
  readonly integrity: string;
  readonly answer: HttpAnswer;
}

/** Beside `src` and, once built, beside `dist`. */
const FOLDER = join(__dirname, '..', '..', 'public');

function asset(name: string, type: string): Asset {
  const body = readFileSync(join(FOLDER, name), 'utf8');
  const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' };
  return { path: `/assets/${name}`, integrity, answer: { status: 200, headers, body } };
}

export const STYLE = asset('bank.css', 'text/css');
export const HOSTED_FIELDS_SCRIPT = asset('hosted-fields.js', 'text/javascript');

export const assetRoutes: readonly Route[] = [STYLE, HOSTED_FIELDS_SCRIPT].map(({ path, answer }) => ({
  method: 'GET',
  path,
  access: 'open',
  serve: () => answer,
}));
