import type { Browser } from 'playwright-core';
import { join } from 'node:path';
import { newContext } from '../driver/browser';
import { mintCardNumber } from '../driver/cards';
import { ConsolePage } from '../driver/console';
import type { Customer, Onfile } from '../driver/onfile';

/** Where pictures are taken, and where they go. */
export interface Studio {
  readonly browser: Browser;
  readonly onfile: Onfile;
  readonly url: string;
  readonly folder: string;
}

const WINDOWS = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const;
const SCHEMES = ['light', 'dark'] as const;

/** A person at a page, as it is to be seen. */
interface Scene {
  readonly name: string;
  readonly who: Customer | undefined;
  readonly path: string;
  /** Said by the page once it is all there. */
  readonly heading: string;
  /** Something to do before the picture. */
  readonly then?: (page: ConsolePage) => Promise<void>;
}

/** Every page, in light and dark, on a desk and on a phone. Answers how many pictures there are. */
export async function takeAll(studio: Studio): Promise<number> {
  let taken = 0;
  for (const scene of await scenes(studio.onfile)) {
    for (const [device, viewport] of Object.entries(WINDOWS)) {
      for (const colorScheme of SCHEMES) {
        const context = await newContext(
          studio.browser,
          { lines: [] },
          { viewport, colorScheme, deviceScaleFactor: 1 },
        );
        const page = new ConsolePage(await context.newPage(), studio.url);
        if (scene.who) await page.signInAs(scene.who);
        await page.open(scene.path, scene.heading);
        await page.loaded();
        await scene.then?.(page);
        const path = join(studio.folder, `${scene.name}-${device}-${colorScheme}.png`);
        // A window as high as the page: what is in a frame of another origin is painted only in sight.
        const height = await page.page.evaluate<number>('document.documentElement.scrollHeight');
        await page.page.setViewportSize({ width: viewport.width, height });
        await page.page.screenshot({ path, animations: 'disabled' });
        await context.close();
        taken += 1;
      }
    }
  }
  return taken;
}

async function scenes(onfile: Onfile): Promise<Scene[]> {
  const stranger = await onfile.register({ region: 'US' });
  const atEmail = await onfile.register({ region: 'US' });
  await atEmail.addCard();
  const atInformation = await onfile.register({ region: 'CL' });
  await atInformation.confirmMobile(await atInformation.confirmEmail(await atInformation.addCard()));
  const atCard = await onfile.register({ region: 'CL' });
  await atCard.reachCard();
  const holder = await onfile.register({ region: 'US' });
  await holder.addsCard({ number: mintCardNumber() });
  await holder.addsCard({ number: mintCardNumber('52000077') });
  await holder.addsCard({
    number: mintCardNumber(),
    expYear: new Date().getFullYear(),
    expMonth: new Date().getMonth() + 1,
  });
  const failed = await holder.submitCard(await holder.reachCard(), { number: mintCardNumber('40000251') });
  await holder.until(failed.journeyId, 'its end', ({ state }) => state === 'failed');
  const atCardShown = async (page: ConsolePage): Promise<void> => page.fields.getByLabel('Card number').waitFor();
  return [
    { name: 'sign-in', who: undefined, path: '/', heading: 'Sign in' },
    { name: 'payment-methods-empty', who: stranger, path: '/payment-methods', heading: 'Payment Methods' },
    { name: 'payment-methods', who: holder, path: '/payment-methods', heading: 'Payment Methods' },
    { name: 'email', who: atEmail, path: '/complete-information', heading: 'Verify your email address' },
    { name: 'information', who: atInformation, path: '/complete-information', heading: 'Account information' },
    { name: 'card', who: atCard, path: '/complete-information', heading: 'Your credit card', then: atCardShown },
    { name: 'historical-cards', who: holder, path: '/historical-cards', heading: 'Historical Cards' },
    { name: 'holds', who: holder, path: '/holds', heading: 'Holds' },
    { name: 'bills', who: holder, path: '/bills', heading: 'Bills' },
    { name: 'preferences', who: holder, path: '/preferences', heading: 'Preferences' },
  ];
}
