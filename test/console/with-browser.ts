import { attachStack } from '@onfile/infra';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { newContext, startBrowser } from '../driver/browser';
import { ConsolePage } from '../driver/console';
import type { Customer, NewCustomer } from '../driver/onfile';
import { onfile } from '../journeys/stack';

/** A person with an account, before the console. */
export interface Visit {
  readonly customer: Customer;
  readonly console: ConsolePage;
}

/** The console of the stack that the journeys share. */
export const consoleUrl = (): string => attachStack(process.env['ONFILE_TEST_STACK'] ?? '')?.urls.console ?? '';

/**
 * One browser for the tests of a file, and a fresh profile for each test. A page that reports an error, an exception or a
 * violation of its content policy fails its test.
 */
export function withBrowser() {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  const complaints: { lines: string[] } = { lines: [] };
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    expect(complaints.lines.splice(0)).toStrictEqual([]);
  });

  /** Another device: a profile that knows nothing of the others. */
  const device = async (options?: BrowserContextOptions): Promise<ConsolePage> => {
    const context = await newContext(browser, complaints, options);
    contexts.push(context);
    return new ConsolePage(await context.newPage(), consoleUrl());
  };
  return {
    device,
    /** Another tab of the same browser, with the same session. */
    otherTab: async ({ page }: ConsolePage): Promise<ConsolePage> =>
      new ConsolePage(await page.context().newPage(), consoleUrl()),
    /** The page had to complain so: exactly such complaints are taken off the list. */
    expectComplaint(words: RegExp): void {
      const others = complaints.lines.filter((line) => !words.test(line));
      expect(others.length).toBeLessThan(complaints.lines.length);
      complaints.lines = others;
    },
    /** A new customer of this kind, signed in on a device. */
    async visit(given: NewCustomer = {}, options?: BrowserContextOptions): Promise<Visit> {
      const customer = await onfile().register({ region: 'US', ...given });
      const console = await device(options);
      await console.signInAs(customer);
      return { customer, console };
    },
  };
}
