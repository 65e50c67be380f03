import { chanceFrom } from '@onfile/testing';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Journey, Onfile } from '../driver/onfile';
import { disagreements, strangers } from './holds-agree';
import { ownStack } from './own-stack';

const over = ({ state }: Journey) => state !== 'open';
const MINUTE_MS = 60_000;
/** Cards by what the bank does, with how often a customer has one. */
const CARDS = ['approve', 'approve', 'approve', 'three-ds-challenge', 'hold-declined-51'] as const;
const KILLED = ['api', 'worker', 'projector', 'event-node', 'temporal', 'bank-sim', 'postgres'] as const;

describe('a crowd, while processes are killed', () => {
  const own = ownStack();

  it(
    'Q15 200 journeys and 20 kills: nothing held twice, nothing left held, nothing lost, and the bank agrees',
    async () => {
      const { onfile, bank, stack } = own();
      const chance = chanceFrom(15);
      const numbers = new Map((await bank.scenarios()).map(({ name, number }) => [name, number.slice(0, 8)]));
      let finished = 0;
      const kills = (async () => {
        for (let n = 0; n < 20; n += 1) {
          await eventually('the next kill', async () => finished >= n * 9, 3 * MINUTE_MS);
          stack.kill(KILLED[n % KILLED.length] as string);
        }
      })();
      const work = Array.from({ length: 200 }, () => chance.pick(CARDS));
      const journeys: Journey[] = [];
      const busy = Array.from({ length: 12 }, async () => {
        for (let card = work.pop(); card; card = work.pop()) {
          journeys.push(await oneJourney(onfile, mintCardNumber(numbers.get(card))));
          finished += 1;
        }
      });
      await Promise.all([...busy, kills]);
      expect(journeys).toHaveLength(200);
      expect(new Set(journeys.map(({ state }) => state))).toEqual(new Set(['succeeded', 'failed']));
      await stack.ready();
      expect(await disagreements(bank, journeys)).toEqual([]);
      expect(await strangers(bank, journeys)).toEqual([]);
    },
    10 * MINUTE_MS,
  );
});

async function oneJourney(onfile: Onfile, number: string): Promise<Journey> {
  const customer = await onfile.register({ region: 'DE', registeredAt: new Date().toISOString() });
  const { journeyId } = await customer.submitCard(await customer.reachCard(), { number });
  const moved = await customer.until(
    journeyId,
    'its end or the bank page',
    (journey) => over(journey) || journey.bankPageUrl !== undefined,
    2 * MINUTE_MS,
  );
  if (moved.bankPageUrl !== undefined && !over(moved)) {
    await eventually('the bank page', () =>
      onfile.bank.answerPage(moved.bankPageUrl ?? '', 'confirm').then(() => true),
    );
    await customer.until(journeyId, 'its end', over, 2 * MINUTE_MS);
  }
  return customer.untilReleased(journeyId, 2 * MINUTE_MS);
}
