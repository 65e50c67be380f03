import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Rules of {@link WCAG} that look at colours. */
const CONTRASTS = ['color-contrast', 'link-in-text-block'];

/** Words that the component library speaks once and takes away again; what named them may be gone by then. */
const SPOKEN = '[data-live-announcer]';

/** What axe finds on a page and in the gateway's frame, told so that one can mend it. */
export const violationsOf = (page: Page): Promise<string[]> =>
  toldBy(page, new AxeBuilder({ page }).withTags(WCAG).exclude(SPOKEN));

/** The same in light, and then what only the look may change, which are the contrasts, in dark. */
export async function violationsInBothLooks(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const inLight = await violationsOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await toldBy(page, new AxeBuilder({ page }).withRules(CONTRASTS).exclude(SPOKEN));
  await page.emulateMedia({ colorScheme: 'light' });
  return [...inLight, ...inDark.map((found) => `in dark: ${found}`)];
}

async function toldBy(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} on ${new URL(page.url()).pathname}: ${html}`));
}
