import { readFile } from 'node:fs/promises';
import { mintCardNumber } from '../driver/cards';
import { onfile } from '../journeys/stack';
import { withBrowser } from './with-browser';
import { didIt, operatorOn } from './with-operator';

const MINUTE_MS = 60_000;
jest.setTimeout(4 * MINUTE_MS);

interface History {
  readonly events: readonly { readonly eventType: string }[];
}

describe('the operators’ pages that look back at a journey', () => {
  const { device } = withBrowser();

  /** A journey that has ended with a card on file. */
  async function added() {
    const customer = await onfile().register({ region: 'US' });
    const { journeyId } = await customer.submitCard(await customer.reachCard(), { number: mintCardNumber() });
    await customer.untilReleased(journeyId, MINUTE_MS);
    return { customer, journeyId };
  }

  it('X5 runs it anew by other settings, and shows the difference in facts; by the same settings there is none', async () => {
    const { customer, journeyId } = await added();
    const { console } = await operatorOn(device, 'read');
    await console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    await console.page.getByRole('link', { name: 'Shadow replay' }).click();
    await console.heading(`Shadow replay of journey ${journeyId}`).waitFor();
    await console.button('Run the shadow').click();
    await console.says(/^The shadow is as it was recorded: \d+ facts\.$/);
    const settings = console.field('Settings that are to be otherwise');
    await settings.fill('mastercard only');
    await console.button('Run the shadow').click();
    await console.says('Write settings as JSON: {"name": value}.');
    await settings.fill('{"colour":"red"}');
    await console.button('Run the shadow').click();
    await console.says(/^There is no such setting: /);
    await settings.fill('{"networks":["mastercard"]}');
    await console.button('Run the shadow').click();
    await console.says(/^\d+ of \d+ facts would be different\.$/);
    const line = console.page.getByRole('listitem');
    await line.filter({ hasText: 'Would be, is not recorded' }).filter({ hasText: 'Card addition failed' }).waitFor();
    await line.filter({ hasText: 'Recorded, would not be' }).filter({ hasText: 'Hold placed' }).waitFor();
    await console.says('Note hold asked: journey-over');
    await expect(line.filter({ hasText: 'Same' }).count()).resolves.toBe(0);
    await console.button('Show what is the same, too').click();
    await line.filter({ hasText: 'Same' }).first().waitFor();
    expect(await customer.journey(journeyId)).toMatchObject({ state: 'succeeded' });
  });

  it('X14 saves the history of its workflow as it is kept, and in clear with a reason that is noted first', async () => {
    const { journeyId } = await added();
    const { console, name } = await operatorOn(device, 'write');
    await console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    await console.heading('Histories of its workflows').waitFor();
    const saved = async (press: () => Promise<void>): Promise<string> => {
      const file = console.page.waitForEvent('download');
      await press();
      return readFile(await (await file).path(), 'utf8');
    };
    const kept = await saved(() => console.button(/^Save as it is kept: /).click());
    expect((JSON.parse(kept) as History).events[0]?.eventType).toBe('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
    const clear = await saved(async () => {
      await console.button(/^Save in clear: /).click();
      const dialog = console.page.getByRole('alertdialog');
      await dialog.getByRole('button', { name: 'Read it and save it' }).click();
      await dialog.getByText('Say why.').waitFor();
      await dialog.getByLabel('Why').fill('to replay it without keys');
      await dialog.getByRole('button', { name: 'Read it and save it' }).click();
    });
    await didIt(console, /^Noted, read and saved as cardAddition\./);
    const encrypted = Buffer.from('binary/encrypted').toString('base64');
    expect([kept.includes(encrypted), clear.includes(encrypted)]).toStrictEqual([true, false]);
    await console.open(`/operations/log?by=${name}`, 'Operator log');
    await console.says('Read in clear');
    await console.says('“to replay it without keys”');
    const reader = await operatorOn(device, 'read');
    await reader.console.open(`/operations/journeys/${journeyId}`, `Journey ${journeyId}`);
    await reader.console.button(/^Save as it is kept: /).waitFor();
    await expect(reader.console.button(/^Save in clear: /).count()).resolves.toBe(0);
  });
});
