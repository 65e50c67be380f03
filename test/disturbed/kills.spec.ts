import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Journey } from '../driver/onfile';
import { disagreements } from './holds-agree';
import { ownStack } from './own-stack';

const over = ({ state }: Journey) => state !== 'open';
const MINUTE_MS = 60_000;
const KILLED = ['api', 'worker', 'projector', 'event-node', 'temporal', 'bank-sim', 'postgres'] as const;

describe('a process of the stack is killed', () => {
  const own = ownStack();

  it(
    'Q3 the api, after the gateway answered and before the response: the same answer again, and one hold',
    async () => {
      const { onfile, bank, stack } = own();
      const customer = await onfile.register({ region: 'DE', registeredAt: new Date().toISOString() });
      const journey = await customer.reachCard();
      const cardToken = await bank.tokenize({ number: mintCardNumber(), country: 'DE' });
      const path = `/v1/card-additions/${journey.journeyId}/card`;
      const first = customer.post<Journey>(path, { cardToken }, 'the-one-yes');
      await eventually('the bank has the hold', async () => {
        const ledger = await bank.ledger();
        return ledger.some(({ key }) => key === `${journey.journeyId}/hold`);
      });
      stack.kill('api');
      const answer = await first;
      expect(answer.status).toBeLessThan(300);
      await customer.untilReleased(journey.journeyId, MINUTE_MS);
      const again = await customer.post<Journey>(path, { cardToken }, 'the-one-yes');
      expect(again.status).toBeLessThan(300);
      expect(again.headers.get('idempotency-hit')).toBe('true');
      expect(await disagreements(bank, [await customer.journey(journey.journeyId)])).toEqual([]);
    },
    3 * MINUTE_MS,
  );

  it.each(KILLED)(
    'Q9 %s, while a journey is at the card: it goes on when it is back',
    async (process) => {
      const { onfile, bank, stack } = own();
      const customer = await onfile.register({ region: 'DE', registeredAt: new Date().toISOString() });
      const atCard = await customer.reachCard();
      const submitted = customer.submitCard(atCard, { number: mintCardNumber() });
      stack.kill(process);
      const { journeyId } = await submitted;
      await customer.until(journeyId, 'its end', over, MINUTE_MS);
      const journey = await customer.untilReleased(journeyId, MINUTE_MS);
      expect(journey).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
      await stack.ready();
      await eventually('the card in Payment Methods', async () => {
        const { body } = await customer.get<{ cards?: unknown[] }>('/v1/payment-methods');
        return body.cards?.length === 1;
      });
      expect(await disagreements(bank, [journey])).toEqual([]);
    },
    3 * MINUTE_MS,
  );
});
