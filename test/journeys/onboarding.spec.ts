import { bank, onfile } from './stack';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Journey } from '../driver/onfile';

const over = ({ state }: Journey) => state !== 'open';
const statusOf = (journey: Journey, step: string) => journey.steps.find((each) => each.step === step);
const justNow = () => new Date().toISOString();

describe('from nothing to a card on file, over HTTP on the real stack', () => {
  it('R10–R30 email, mobile, information, card with an ID of Chile, bank page: the card is added and the $1 goes back', async () => {
    const customer = await onfile().register({ region: 'CL' });
    const gate = await customer.get('/v1/me/subscription-gate');
    expect(gate.body).toMatchObject({ allowed: false, missing: ['mobile', 'information', 'card'] });

    let journey = await customer.addCard();
    expect(journey.step).toBe('email');
    journey = await customer.confirmEmail(journey);
    expect(journey.step).toBe('mobile');
    journey = await customer.confirmMobile(journey);
    expect(journey.step).toBe('information');
    journey = await customer.giveInformation(journey);
    expect(journey.step).toBe('card');
    journey = await customer.submitCard(
      journey,
      { number: await scenario('three-ds-challenge') },
      { type: 'RUT', number: '8.148.691-0' },
    );
    journey = await customer.until(journey.journeyId, 'the bank page', ({ bankPageUrl }) => bankPageUrl !== undefined);

    const back = await bank().answerPage(journey.bankPageUrl ?? '', 'confirm');
    expect(back).toContain('/v1/bank-return?session=');
    journey = await customer.until(journey.journeyId, 'its end', over);
    expect(journey).toMatchObject({ state: 'succeeded', hold: { amount: { currency: 'CLP' } } });

    journey = await customer.untilReleased(journey.journeyId);
    expect(journey.hold?.status).toBe('voided');
    expect(await holdsAtTheBank(journey.journeyId)).toEqual([expect.objectContaining({ status: 'voided' })]);
    await eventually('the card in Payment Methods', async () => {
      const { body } = await customer.get<{ cards: unknown[] }>('/v1/payment-methods');
      return body.cards.length === 1;
    });
    expect((await customer.get('/v1/me/subscription-gate')).body).toMatchObject({ allowed: true, missing: [] });
  });

  it('R7, D1 registered just now: the email code is skipped and says why', async () => {
    const customer = await onfile().register({ region: 'DE', registeredAt: justNow() });
    const journey = await customer.addCard();
    expect(journey.step).toBe('mobile');
    expect(statusOf(journey, 'email')).toMatchObject({ status: 'skipped', because: 'registered-recently' });
  });

  it('R6, X6 a second Add Card, also from another device, returns to the open journey', async () => {
    const customer = await onfile().register({ region: 'DE', registeredAt: justNow() });
    const first = await customer.confirmMobile(await customer.addCard());
    const again = await customer.addCard();
    expect(again).toMatchObject({ journeyId: first.journeyId, step: 'information' });
    // The same request once more, as a browser sends it whose answer was lost.
    for (const _time of [1, 2]) {
      const { status, body } = await customer.post<Journey>('/v1/card-additions', {}, 'a-second-add-card');
      expect({ status, journeyId: body.journeyId }).toEqual({ status: 200, journeyId: first.journeyId });
    }
  });

  it('R8, R9, R31 after a failure the next journey starts at the card', async () => {
    const customer = await onfile().register({ region: 'DE', registeredAt: justNow() });
    let journey = await customer.submitCard(await customer.reachCard(), { number: await scenario('hold-declined-51') });
    journey = await customer.until(journey.journeyId, 'its end', over);
    expect(journey).toMatchObject({ state: 'failed', result: { code: 'hold-declined' } });
    const next = await customer.addCard();
    expect(next.step).toBe('card');
    expect(statusOf(next, 'mobile')).toMatchObject({ status: 'skipped', because: 'mobile-already-added' });
    expect(statusOf(next, 'information')).toMatchObject({ status: 'skipped', because: 'information-complete' });
  });

  it('R32 Historical Cards lists the attempts, newest first, with masked numbers only', async () => {
    const customer = await onfile().register({ region: 'DE', registeredAt: justNow() });
    const failed = await customer.submitCard(await customer.reachCard(), {
      number: await scenario('hold-declined-51'),
    });
    await customer.until(failed.journeyId, 'its end', over);
    const added = await customer.submitCard(await customer.addCard(), { number: mintCardNumber() });
    await customer.until(added.journeyId, 'its end', over);
    const entries = await eventually('both attempts', async () => {
      const { body } = await customer.get<{ entries: { journeyId: string; state: string }[] }>('/v1/historical-cards');
      return body.entries.filter(({ state }) => state !== 'open').length === 2 && body.entries;
    });
    expect(entries.map(({ journeyId, state }) => [journeyId, state])).toEqual([
      [added.journeyId, 'succeeded'],
      [failed.journeyId, 'failed'],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/\d{12,}/);
  });

  it('Q5 the answer to the hold gets lost: it is looked up, never guessed, and there is one hold', async () => {
    const customer = await onfile().register({ region: 'US', registeredAt: justNow() });
    let journey = await customer.reachCard();
    await bank().fault({
      match: { operation: 'hold', key: `${journey.journeyId}/hold` },
      fault: 'lost-after',
      times: 1,
    });
    journey = await customer.submitCard(journey, { number: mintCardNumber() });
    journey = await customer.until(journey.journeyId, 'its end', over, 90_000);
    expect(journey.state).toBe('succeeded');
    await customer.untilReleased(journey.journeyId);
    expect(await holdsAtTheBank(journey.journeyId)).toHaveLength(1);
  });
});

async function scenario(name: string): Promise<string> {
  const found = (await bank().scenarios()).find((each) => each.name === name);
  if (!found) throw new Error(`The bank has no scenario ${name}.`);
  // By its first digits the bank knows the scenario; a card itself is on one account only (D16).
  return mintCardNumber(found.number.slice(0, 8));
}

async function holdsAtTheBank(journeyId: string) {
  return (await bank().holds()).filter(({ key }) => key.startsWith(`${journeyId}/`));
}
