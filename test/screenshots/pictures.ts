import type { Browser } from 'playwright-core';
import { join } from 'node:path';
import { newContext } from '../driver/browser';
import { ConsolePage } from '../driver/console';
import type { Onfile } from '../driver/onfile';
import { scenes } from './scenes';
import type { Scene } from './scene';

/** Where pictures are taken, and where they go. */
export interface Studio {
  readonly browser: Browser;
  readonly onfile: Onfile;
  /** Where the event log is. */
  readonly log: string;
  readonly url: string;
  readonly folder: string;
  /** Whether this machine has a font with Chinese; pages in Chinese are left out where it has none. */
  readonly hasChinese: boolean;
}

const WINDOWS = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const;
type Device = keyof typeof WINDOWS;
type Scheme = 'light' | 'dark';

/**
 * Every page, or those that are named, in light and dark, on a desk and on a phone. Answers how many pictures there are.
 */
export async function takeAll(studio: Studio, names: readonly string[] = []): Promise<number> {
  let taken = 0;
  for (const scene of await scenes(studio.onfile, studio.log)) {
    if (scene.locale === 'zh-CN' && !studio.hasChinese) continue;
    if (names.length > 0 && !names.includes(scene.name)) continue;
    await scene.before?.();
    for (const device of scene.on ?? (['desktop', 'phone'] as const)) {
      for (const scheme of ['light', 'dark'] as const) {
        await take(studio, scene, device, scheme);
        taken += 1;
      }
    }
  }
  return taken;
}

async function take(studio: Studio, scene: Scene, device: Device, colorScheme: Scheme): Promise<void> {
  const viewport = WINDOWS[device];
  const { locale = 'en-US' } = scene;
  const options = { viewport, colorScheme, locale, deviceScaleFactor: 1 };
  const context = await newContext(studio.browser, { lines: [] }, options);
  const shown = new ConsolePage(await context.newPage(), studio.url);
  if (scene.who) await shown.signInAs(scene.who);
  await shown.open(scene.path, scene.heading);
  await shown.loaded();
  await scene.then?.(shown);
  // A window as high as the page: what is in a frame of another origin is painted only in sight.
  const height = await restingHeight(shown);
  await shown.page.setViewportSize({ width: viewport.width, height });
  const path = join(studio.folder, `${scene.name}-${device}-${colorScheme}.png`);
  await shown.page.screenshot({ path, animations: 'disabled' });
  await context.close();
}

/** The height of the page once it has stayed the same for a while: a frame or an amount may still come. */
const restingHeight = (shown: ConsolePage): Promise<number> =>
  shown.page.evaluate<number>(`new Promise((done) => {
    const height = () => document.documentElement.scrollHeight;
    const look = (before, same) => {
      if (same === 20) return done(before);
      requestAnimationFrame(() => look(height(), height() === before ? same + 1 : 0));
    };
    look(height(), 0);
  })`);
