import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright-core';
import type { ConsolePage } from '../driver/console';
import { onfile } from '../journeys/stack';

type May = 'read' | 'write' | 'approve';

/** An operator before the operations pages. */
export interface OperatorVisit {
  readonly name: string;
  readonly console: ConsolePage;
}

/** A new operator with this role, signed in on a device of their own. */
export async function operatorOn(
  device: (options?: BrowserContextOptions) => Promise<ConsolePage>,
  may: May,
  options?: BrowserContextOptions,
): Promise<OperatorVisit> {
  const name = `op-${randomUUID().slice(0, 8)}`;
  const console = await device(options);
  await console.signInAs({ token: await onfile().signIn({ operator: name, may }) });
  return { name, console };
}

/** Chooses an act, gives the reason, and confirms; what came of it is in the dialog. */
export async function act(console: ConsolePage, name: string, reason: string, confirm: string): Promise<void> {
  await console.page.getByRole('main').getByRole('button', { name, exact: true }).click();
  const dialog = console.page.getByRole('alertdialog');
  await dialog.getByText('What this will do').waitFor();
  await dialog.getByLabel('Why').fill(reason);
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
}

/** Waits until the dialog tells what was done, and closes it. */
export async function didIt(console: ConsolePage, words: string | RegExp): Promise<void> {
  const dialog = console.page.getByRole('alertdialog');
  await dialog.getByText(words).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
}
