import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { ownStack } from './own-stack';

const MINUTE_MS = 60_000;
/** The fifteen minutes of R29, and how often a silent page is looked up, as an installation may set them. */
const JOURNEY_POLICY = JSON.stringify({ bankPageMs: 8_000, bankPollMs: 2_000 });

describe('the bank shows its page and is never heard of again', () => {
  const own = ownStack({ JOURNEY_POLICY });

  const newcomer = () => own().onfile.register({ region: 'US', registeredAt: new Date().toISOString() });
  const card = async (name: string) => {
    const found = (await own().bank.scenarios()).find((scenario) => scenario.name === name);
    return { number: mintCardNumber(found?.number.slice(0, 8)) };
  };
  const nothingIsHeld = (key: string) =>
    eventually(
      `${key} holds nothing`,
      async () => {
        const holds = (await own().bank.holds()).filter((hold) => hold.key === key);
        return holds.length === 1 && holds[0]?.status === 'voided';
      },
      MINUTE_MS,
    );

  it(
    'R29 the journey fails in its time, and gives back what the bank may hold',
    async () => {
      const customer = await newcomer();
      const { journeyId } = await customer.submitCard(await customer.reachCard(), await card('three-ds-silent'));
      const journey = await customer.until(journeyId, 'its end', ({ state }) => state !== 'open', MINUTE_MS);
      expect(journey).toMatchObject({ state: 'failed', result: { code: 'bank-page-timed-out' } });
      await nothingIsHeld(`${journeyId}/hold`);
    },
    3 * MINUTE_MS,
  );

  it(
    'R38 Edit fails in its time: the old date stays, the card may be edited again',
    async () => {
      const customer = await newcomer();
      const cardId = await customer.addsCard(await card('silent-at-edit'));
      const { body } = await customer.edits(cardId, { expMonth: 7, expYear: 2037 });
      const change = await eventually(
        'the end of the change',
        async () => {
          const now = await customer.get<typeof body>(`/v1/card-validity-changes/${body.changeId}`);
          return now.body.state !== 'open' && now.body;
        },
        MINUTE_MS,
      );
      expect(change).toMatchObject({ state: 'failed', result: { code: 'bank-page-timed-out' } });
      await nothingIsHeld(`${body.changeId}/hold`);
      const { body: wallet } = await customer.get('/v1/payment-methods/as-of');
      expect(wallet).toMatchObject({ cards: [{ cardId, expiry: '2031-12' }] });
      expect((await customer.edits(cardId)).status).toBeLessThan(300);
    },
    3 * MINUTE_MS,
  );
});
