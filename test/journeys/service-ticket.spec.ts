import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { bank, onfile } from './stack';

/** Where the local stack mails tickets to: the sender of its mails, since no other address is set. */
const DESK = 'no-reply@onfile.example';

describe('a service ticket, over HTTP on the real stack', () => {
  const ticketsOf = async (accountId: string) =>
    (await bank().inbox(DESK)).filter(({ text }) => text.includes(`Account: ${accountId}`));

  it('R31 from a failed attempt: the desk gets the timeline and what the customer wrote, once, and nothing of the card', async () => {
    const customer = await onfile().register({ region: 'US', registeredAt: new Date().toISOString() });
    const number = mintCardNumber('40000251'); // the hold is declined with 51
    const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
    await customer.until(journeyId, 'its end', ({ state }) => state === 'failed');

    const asked = { attemptId: journeyId, message: 'My bank says there is money enough.' };
    const first = await customer.post<{ ticketId: string }>('/v1/service-tickets', asked, 'the-one-ticket');
    expect(first.status).toBe(201);
    const again = await customer.post<{ ticketId: string }>('/v1/service-tickets', asked, 'the-one-ticket');
    expect(again.body).toStrictEqual(first.body);

    const [ticket] = await eventually('the ticket at the desk', async () => {
      const found = await ticketsOf(customer.accountId);
      return found.length > 0 && found;
    });
    expect(ticket?.subject).toBe(`Service ticket ${first.body.ticketId}`);
    const lines = ticket?.text.split(/\r?\n/) ?? [];
    expect(lines).toEqual(expect.arrayContaining([`About: cardAddition ${journeyId}`, asked.message]));
    expect(lines.filter((line) => line.includes('HoldDeclined'))).toHaveLength(1);
    expect(ticket?.text).toContain('code 51');
    // Ids are made of chance, and times of the clock: both may hold any four digits.
    const words = ticket?.text.replace(/\w{20,}|\d{4}-\d\d-\d\d/g, '');
    for (const secret of [number, number.slice(-4), 'tok_']) expect(words).not.toContain(secret);
    expect(await ticketsOf(customer.accountId)).toHaveLength(1);
  });

  it('is refused for an attempt of somebody else, and for none', async () => {
    const [owner, other] = [
      await onfile().register({ region: 'US', registeredAt: new Date().toISOString() }),
      await onfile().register({ region: 'US', registeredAt: new Date().toISOString() }),
    ];
    const { journeyId } = await owner.reachCard();
    for (const attemptId of [journeyId, 'jrn_none'])
      expect(await other.post('/v1/service-tickets', { attemptId })).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });
});
