import { randomBytes } from 'node:crypto';
import type { HttpAnswer } from '../http/answer';
import { HOSTED_FIELDS_SCRIPT, STYLE } from './assets';
import { html, type Html } from './html';

/** One page of the bank. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** The script of the card form; no other page has one. */
  readonly script?: boolean;
  /** Where its forms may lead, besides the bank itself. */
  readonly formsTo?: string;
  /** Which page may show it in a frame; none unless given. */
  readonly framedBy?: string;
  /** Without the links to the bank's other pages. */
  readonly alone?: boolean;
  /** Asks a person one thing: it stands in the middle. */
  readonly asks?: boolean;
  /** Before its heading. */
  readonly above?: Html;
  /** BCP 47 of its words; English unless given. */
  readonly lang?: string;
  /** `light` or `dark`; anything else is as the device says. */
  readonly appearance?: string;
}

const LINKS = html`<nav aria-label="Pages of the bank">
  <a href="/">Start</a> <a href="/scenarios">Test cards</a> <a href="/inbox">Inbox</a> <a href="/ledger">Ledger</a>
  <a href="/notices">Notices</a>
</nav>`;

const LOOKS: readonly string[] = ['light', 'dark'];

/**
 * The page as an answer. Nothing inline, nothing from elsewhere: the policy allows the bank's own style sheet, and on the
 * card form the one script that carries this answer's nonce (S3).
 */
export function pageAnswer(page: Page): HttpAnswer {
  const {
    title,
    above,
    body,
    status = 200,
    script,
    formsTo,
    framedBy,
    alone,
    asks,
    lang = 'en',
    appearance = '',
  } = page;
  const look = LOOKS.includes(appearance) && html` data-appearance="${appearance}"`;
  const shape = framedBy !== undefined ? 'framed' : asks && 'asked';
  const nonce = randomBytes(16).toString('base64url');
  const document = html`<!doctype html>
    <html lang="${lang}" ${look}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${LOOKS.includes(appearance) ? appearance : 'light dark'}" />
        <title>${title} · Pretend bank</title>
        <link rel="stylesheet" href="${STYLE.path}" integrity="${STYLE.integrity}" />
        ${
          script &&
          html`<script
            nonce="${nonce}"
            src="${HOSTED_FIELDS_SCRIPT.path}"
            integrity="${HOSTED_FIELDS_SCRIPT.integrity}"
            defer
          ></script>`
        }
      </head>
      <body ${shape && html`class="${shape}"`}>
        ${!alone && html`<header>${LINKS}</header>`}
        <main>
          ${above}
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ...(script ? [`script-src 'nonce-${nonce}'`, "connect-src 'self'"] : []),
    `form-action 'self'${formsTo ? ` ${formsTo}` : ''}`,
    `frame-ancestors ${framedBy ?? "'none'"}`,
    "base-uri 'none'",
  ];
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
    body: document.text,
  };
}
