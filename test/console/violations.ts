import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Words that the component library speaks once and takes away again; what named them may be gone by then. */
const SPOKEN = '[data-live-announcer]';

/** What axe finds on a page and in the gateway's frame, told so that one can mend it. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(WCAG).exclude(SPOKEN).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} on ${new URL(page.url()).pathname}: ${html}`));
}
