import { chromiumFlags, chromiumPath } from '@onfile/infra';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** How long an element may take to appear, in milliseconds: the stack shares two cores with the browser. */
const PATIENCE_MS = 45_000;

/** Refusals are answers with a status; the browser reports each as an error, and the page shows them in words. */
const REFUSAL = /Failed to load resource: the server responded with a status of 4\d\d/;

/** What the last pages said that no page should say: errors, uncaught exceptions, violations of the content policy. */
export interface Complaints {
  readonly lines: string[];
}

/** Starts a browser of this machine. One for all tests of a file; each test has a context of its own. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags() });
}

/** A fresh profile: no cookie, no storage. What its pages complain of is kept in `complaints`. */
export async function newContext(
  browser: Browser,
  complaints: Complaints,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  context.on('console', (message) => {
    if (message.type() === 'error' && !REFUSAL.test(message.text())) complaints.lines.push(message.text());
  });
  context.on('weberror', (error) => complaints.lines.push(String(error.error())));
  return context;
}

/** Whether the page is wider than its window, so that a person would have to scroll sideways. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
