import { bank, onfile } from './stack';
import { mintCardNumber } from '../driver/cards';
import type { Journey } from '../driver/onfile';
import { disagreements } from '../disturbed/holds-agree';

const MINUTE_MS = 60_000;

/**
 * What may go wrong with a hold and with its release, by the bank's own cards for it, and how the hold ends. The two voids
 * whose answer or request is lost wait a minute for their next try; they are in `test/disturbed/silent-bank.spec.ts`.
 */
const ENDS = {
  'hold-lost-before': 'voided',
  'hold-lost-after': 'voided',
  'hold-late': 'voided',
  'hold-down': 'voided',
  'hold-slow': 'voided',
  'hold-rate-limited': 'voided',
  'hold-notice-twice': 'voided',
  'hold-notice-late': 'voided',
  'hold-notice-before-answer': 'voided',
  'hold-notice-contradicts': 'voided',
  'status-down': 'voided',
  'void-late': 'voided',
  'void-already-settled': 'refunded',
} as const;
type Fault = keyof typeof ENDS;

describe('Q5 the matrix of unknown outcomes of a hold, over HTTP on the real stack', () => {
  /** One customer for each fault, all at once: most of it is waiting for an answer that does not come. */
  let told: Promise<Readonly<Record<string, Journey>>>;

  beforeAll(async () => {
    const scenarios = await bank().scenarios();
    const story = async (fault: Fault): Promise<readonly [Fault, Journey]> => {
      const number = scenarios.find(({ name }) => name === fault)?.number ?? 'no such card';
      const customer = await onfile().register({ region: 'DE', registeredAt: new Date().toISOString() });
      const card = { number: mintCardNumber(number.slice(0, 8)) };
      const { journeyId } = await customer.submitCard(await customer.reachCard(), card);
      return [fault, await customer.untilReleased(journeyId, 2 * MINUTE_MS)];
    };
    told = Promise.all((Object.keys(ENDS) as Fault[]).map(story)).then(Object.fromEntries);
    await told;
  }, 3 * MINUTE_MS);

  it.each(Object.entries(ENDS))('Q5 %s: the card is added, there was one hold, and it is %s', async (fault, ending) => {
    const journey = (await told)[fault]!;
    expect(journey).toMatchObject({ state: 'succeeded', hold: { status: ending } });
    const holds = (await bank().holds()).filter(({ key }) => key.startsWith(`${journey.journeyId}/`));
    expect(holds).toStrictEqual([expect.objectContaining({ key: `${journey.journeyId}/hold`, status: ending })]);
  });

  it('Q5 the bank’s ledger and Onfile’s log agree on all of them, and no money was taken', async () => {
    const journeys = Object.values(await told);
    expect(journeys).toHaveLength(Object.keys(ENDS).length);
    expect(await disagreements(bank(), journeys)).toStrictEqual([]);
  });
});
