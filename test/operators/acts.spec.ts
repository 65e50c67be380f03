import { httpCardNetwork } from '@onfile/gateways';
import { chance, clock, journeyStory, type Told } from '@onfile/read-models/testing';
import { Client, Connection } from '@temporalio/client';
import { mintCardNumber } from '../driver/cards';
import { ask, eventually } from '../driver/http';
import type { Customer } from '../driver/onfile';
import { disagreements } from '../disturbed/holds-agree';
import { ownStack } from '../disturbed/own-stack';
import { fillLog } from '../projection/fill-log';
import { onfileAt, workflowIsOver } from './operator';

const MINUTE_MS = 60_000;
/** Always asks for the bank's page. */
const CHALLENGED = '40000101';
const over = ({ state }: { state: string }): boolean => state !== 'open';

describe('operators act on journeys of the real stack', () => {
  const own = ownStack();
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);

  /** A customer whose card is at a bank that does not answer. */
  async function atSilentBank() {
    const { onfile, bank } = own();
    const customer = await onfile.register({ region: 'DE' });
    const atCard = await customer.reachCard();
    await bank.fault({ match: { operation: 'hold', key: `${atCard.journeyId}/hold` }, fault: 'down' });
    const submitted = customer.submitCard(atCard, { number: mintCardNumber() });
    const { journeyId } = atCard;
    const explained = await eventually(
      'the stuck step is seen',
      async () => {
        const { out } = await run('explain', journeyId);
        return out.includes('placeHold: ') && /attempt [2-9]/.test(out) && out;
      },
      2 * MINUTE_MS,
    );
    await customer.untilListed();
    return { customer, journeyId, explained, submitted };
  }

  /** The bank answers again. */
  async function bankIsBack(): Promise<void> {
    const { bank, stack } = own();
    await ask(`${bank.url}/faults`, { method: 'DELETE', token: stack.apiKeys.bank });
  }

  it(
    'a journey is stuck, seen, reset to its step and tried again: it ends well, with exactly one hold at the bank',
    async () => {
      const { customer, journeyId, explained, submitted } = await atSilentBank();
      expect(explained).toContain('step hold began');
      expect((await run('counts')).out).toMatch(/open +1/);
      const open = await run('find', '--state', 'open', '--kind', 'card-addition', '--account', customer.accountId);
      expect(open.out).toContain(journeyId);
      expect((await run('find', '--email', customer.email)).out).toContain(customer.accountId);
      await eventually('the hold is listed', async () => {
        return (await run('find', `${journeyId}/hold`)).out.includes('EUR 100, asked');
      });
      const before = await run('reset', journeyId, '--step', 'moon', '--why', 'a word that is no step');
      expect(before).toMatchObject({ code: 1, out: expect.stringContaining('step-unknown') as string });
      const dry = await run('reset', journeyId, '--step', 'hold', '--why', 'mended', '--dry-run');
      expect(dry.out).toContain('Would reset 1 journey:');
      const reset = await run('reset', journeyId, '--step', 'hold', '--why', 'the bank is called anew');
      expect(reset).toMatchObject({ code: 0, out: expect.stringContaining('Reset to hold') as string });
      expect((await run('retry', journeyId, '--why', 'at once, please')).code).toBe(0);
      await bankIsBack();
      await submitted;
      await customer.until(journeyId, 'its end', over, MINUTE_MS);
      const journey = await customer.untilReleased(journeyId, MINUTE_MS);
      expect(journey).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
      expect(await disagreements(own().bank, [journey])).toEqual([]);
      expect((await run('log', '--on', `cardAddition/${journeyId}`)).out).toContain('the bank is called anew');
    },
    5 * MINUTE_MS,
  );

  it(
    'a paused journey does nothing until it is resumed; a cancelled one gives back what it holds',
    async () => {
      const { onfile, bank } = own();
      const customer = await onfile.register({ region: 'DE' });
      const { journeyId } = await customer.reachCard();
      expect((await run('pause', journeyId, '--why', 'we look into it')).code).toBe(0);
      expect((await run('explain', journeyId)).out).toContain('paused');
      expect((await run('resume', journeyId, '--why', 'looked')).code).toBe(0);
      expect((await run('cancel', journeyId, '--why', 'the customer asked')).code).toBe(0);
      const journey = await customer.until(journeyId, 'its end', over, MINUTE_MS);
      expect(journey.state).toBe('abandoned');
      expect(await disagreements(bank, [journey])).toEqual([]);
      await workflowIsOver(run, journeyId);
      const again = await run('cancel', journeyId, '--why', 'the customer asked');
      expect(again).toMatchObject({ code: 1, out: expect.stringContaining('workflow-closed') as string });
    },
    5 * MINUTE_MS,
  );

  it(
    'two operators at once at a journey on the bank’s page: it ends once, cancelled by us, and its hold goes back',
    async () => {
      const { onfile, bank } = own();
      const customer = await onfile.register({ region: 'US' });
      const number = mintCardNumber(CHALLENGED);
      const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
      await customer.until(journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined, MINUTE_MS);
      const both = await Promise.all(
        ['ada', 'grace'].map((name) => run('cancel', journeyId, '--why', `${name} was asked to`, '--as', name)),
      );
      const late = /workflow-closed/;
      expect(both.filter(({ out }) => out.includes('1 done, 0 refused.')).length).toBeGreaterThan(0);
      for (const { code, out } of both) expect(code === 0 || late.test(out)).toBe(true);
      const journey = await customer.untilReleased(journeyId, MINUTE_MS);
      expect(journey).toMatchObject({ state: 'failed', result: { code: 'cancelled-by-us' } });
      expect(await disagreements(bank, [journey])).toEqual([]);
      const { out } = await run('explain', journeyId);
      expect(out).toMatch(/CardSubmitted +customer /);
      expect(out).toMatch(/BankPageOpened +bank /);
      expect(out).toMatch(/CardAdditionFailed +(ada|grace) /);
      expect(out).toMatch(/HoldReleaseAsked +onfile /);
    },
    5 * MINUTE_MS,
  );

  it(
    'a terminated journey: what it left at the bank is given back',
    async () => {
      const { onfile, bank } = own();
      const customer = await onfile.register({ region: 'US' });
      const number = mintCardNumber(CHALLENGED);
      const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
      await customer.until(journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined, MINUTE_MS);
      const asked = await run('terminate', journeyId, '--why', 'beyond help');
      expect(asked).toMatchObject({ code: 0, out: expect.stringContaining('Asked for') as string });
      const [ask = ''] = /\d{6}-\d+/.exec((await run('asks')).out) ?? [];
      expect((await run('approve', ask, '--why', 'seen')).err).toContain('second-person-needed');
      const ended = await run('approve', ask, '--why', 'seen', '--as', 'second-operator');
      expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('Terminated.') as string });
      await customer.until(journeyId, 'its end', over, MINUTE_MS);
      const journey = await customer.untilReleased(journeyId, MINUTE_MS);
      expect(await disagreements(bank, [journey])).toEqual([]);
    },
    5 * MINUTE_MS,
  );

  /** A journey that had its hold when its workflow went away, long ago, in Temporal itself: nobody was told. */
  async function leftBehind(): Promise<{ readonly customer: Customer; readonly journeyId: string }> {
    const { onfile, bank, stack } = own();
    const customer = await onfile.register({ region: 'US' });
    const journeyId = `left-${customer.accountId}`;
    const token = await bank.tokenize({ number: mintCardNumber(), country: 'US' });
    const network = httpCardNetwork({ baseUrl: bank.url, apiKey: stack.apiKeys.bank, timeoutMs: MINUTE_MS });
    const amount = { currency: 'USD', minor: 100 };
    const order = { key: `${journeyId}/hold`, token, amount, reference: journeyId, returnUrl: stack.urls.console };
    const placed = await network.placeHold(order);
    if (placed.outcome !== 'held') throw new Error(`The bank holds nothing: ${placed.outcome}`);
    const told = journeyStory(customer.accountId, journeyId, 'release-late', clock(chance(3)));
    const lived = told.slice(0, told.findIndex(({ fact }) => fact.type === 'HoldPlaced') + 1);
    const asHere = JSON.stringify(lived)
      .replaceAll(`hold_${journeyId}`, placed.holdId)
      .replaceAll(`tok_${journeyId}`, token);
    await fillLog(stack.urls.eventLog, JSON.parse(asHere) as Told[]);
    return { customer, journeyId };
  }

  it(
    'R25 a journey whose workflow is gone, and that nobody was told of: the nightly sweep ends it and gives its hold back',
    async () => {
      const { bank, stack } = own();
      const { customer, journeyId } = await leftBehind();
      await eventually('it is late', async () => (await run('find', '--state', 'late')).out.includes(journeyId));
      expect((await bank.holds()).find(({ key }) => key === `${journeyId}/hold`)?.status).toBe('held');
      const connection = await Connection.connect({ address: stack.urls.temporal });
      await new Client({ connection }).schedule.getHandle('holdSweep').trigger();
      await connection.close();
      const journey = await customer.untilReleased(journeyId, MINUTE_MS);
      expect(journey).toMatchObject({ state: 'failed', hold: { status: 'voided' } });
      expect(await disagreements(bank, [journey])).toEqual([]);
    },
    5 * MINUTE_MS,
  );

  it(
    'an act on many that is asked for again goes on where it was: nothing is done twice',
    async () => {
      const { onfile } = own();
      const customers = await Promise.all(Array.from({ length: 6 }, () => onfile.register({ region: 'DE' })));
      const ids = (await Promise.all(customers.map((customer) => customer.addCard()))).map((one) => one.journeyId);
      const pause = (...some: string[]) => run('pause', ...some, '--why', 'a long night', '--batch', 'night-1');
      expect((await pause(...ids.slice(0, 3))).out).toContain('3 done, 0 refused.');
      expect((await pause(ids[0]!)).code).toBe(0); // alone, it is the same act
      expect((await pause(...ids)).out).toContain('6 done, 0 refused.');
      const { out } = await run('log', '--limit', '100', '--json');
      const { entries } = JSON.parse(out) as { entries: { act: string; on: string; why: string }[] };
      const noted = entries.filter(({ act, why }) => act === 'pause' && why === 'a long night').map(({ on }) => on);
      expect(noted.sort()).toEqual(ids.map((id) => `cardAddition/${id}`).sort());
      expect((await run('resume', ...ids, '--why', 'it is day')).out).toContain('6 done, 0 refused.');
    },
    5 * MINUTE_MS,
  );

  it('S20 the log of all that is whole; health says that all is well', async () => {
    expect(await run('log', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Whole: \d+ entries/) as string,
    });
    const well = await eventually(
      'all is well',
      async () => {
        const { code, out } = await run('health');
        return code === 0 && out;
      },
      2 * MINUTE_MS,
    );
    expect(well).toBe('All is well.');
  });
});
