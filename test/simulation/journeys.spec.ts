import { createHash } from 'node:crypto';
import { simulateJourneys, type Outcome } from './journeys';

jest.mock('@temporalio/workflow', () => jest.requireActual<object>('./workflow-runtime'));

/** `SEED=n` looks at one world; `SEEDS=n` at the worlds 1 to n, as the soak does. */
const seeds = process.env['SEED']
  ? [Number(process.env['SEED'])]
  : Array.from({ length: Number(process.env['SEEDS'] ?? 20) }, (_none, n) => n + 1);

const simulate = (seed: number) => simulateJourneys(seed, (ms) => void jest.setSystemTime(ms));

describe('Q7 journeys under a seeded scheduler', () => {
  beforeAll(() => {
    jest.useFakeTimers({
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'setInterval',
        'setTimeout',
        'clearImmediate',
        'clearInterval',
        'clearTimeout',
      ],
    });
  });
  afterAll(() => void jest.useRealTimers());

  it.each(seeds)('seed %i: no hold stays, nothing is told twice, and the bank agrees with the log', async (seed) => {
    const outcome = await simulate(seed);
    expect(outcome.running).toEqual([]);
    expect(heldAtTheBank(outcome)).toEqual([]);
    for (const errand of outcome.errands) expectOneStory(outcome, errand.accountId);
    for (const id of outcome.errands.flatMap(({ journeyIds }) => journeyIds)) expectAgreement(outcome, id);
    expectCardsOfOneAccount(outcome);
  });

  it('the same seed gives the same facts, another seed others', async () => {
    const digest = async (seed: number) => digestOf(await simulate(seed));
    const first = await digest(7);
    expect(await digest(7)).toBe(first);
    expect(await digest(8)).not.toBe(first);
  });

  it('the worlds of the fixed seeds hold what they are for: deaths, unknown outcomes, cards on file, failures', async () => {
    const types = new Set<string>();
    let deaths = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const outcome = await simulate(seed);
      deaths += outcome.deaths;
      for (const { journeyIds } of outcome.errands)
        for (const id of journeyIds) for (const type of outcome.world.log.types(`cardAddition-${id}`)) types.add(type);
    }
    expect(deaths).toBeGreaterThan(5);
    for (const type of [
      'HoldUnknown',
      'CardAdditionSucceeded',
      'CardAdditionFailed',
      'CardAdditionAbandoned',
      'BankPageOpened',
    ])
      expect(types).toContain(type);
    for (const type of ['HoldVoided', 'HoldRefunded', 'HoldReleaseDelayed', 'HoldDeclined'])
      expect(types).toContain(type);
  });
});

/** Promise 1: no unreleased hold. */
function heldAtTheBank({ world }: Outcome): string[] {
  return world.cards
    .ledger()
    .filter(({ status }) => ['held', 'needs-bank-page', 'settled'].includes(status))
    .map(({ key, status }) => `${key} ${status}`);
}

/** R30, R31: journeys open and close in turn; the qualification is granted once; one default while there are cards. */
function expectOneStory({ world }: Outcome, accountId: string): void {
  const account = world.log.types(`account-${accountId}`);
  const journeys = account.filter((type) => type === 'JourneyOpened' || type === 'JourneyClosed');
  expect(journeys).toEqual(journeys.map((_type, n) => (n % 2 === 0 ? 'JourneyOpened' : 'JourneyClosed')));
  expect(journeys.length % 2).toBe(0);
  const wallet = world.log.types(`wallet-${accountId}`);
  const cards = wallet.filter((type) => type === 'CardAdded').length;
  expect(account.filter((type) => type === 'PostpaymentGranted')).toHaveLength(Math.min(cards, 1));
  expect(wallet.filter((type) => type === 'DefaultCardSet')).toHaveLength(Math.min(cards, 1));
}

/** One hold a journey; what the log says of it is what the bank says. */
function expectAgreement({ world }: Outcome, journeyId: string): void {
  const types = world.log.types(`cardAddition-${journeyId}`);
  const atBank = world.cards.ledger().filter(({ key }) => key.startsWith(`${journeyId}/`));
  expect(atBank.length).toBeLessThanOrEqual(1);
  expect(types.filter((type) => type === 'HoldAsked').length).toBeLessThanOrEqual(1);
  expect(types.filter((type) => ['HoldVoided', 'HoldRefunded'].includes(type)).length).toBeLessThanOrEqual(1);
  const inLog = types.includes('HoldVoided') ? 'voided' : types.includes('HoldRefunded') ? 'refunded' : undefined;
  const status = atBank[0]?.status;
  expect([journeyId, inLog]).toEqual([journeyId, status === 'declined' ? undefined : status]);
  if (types.includes('CardAdditionSucceeded')) expect(types).toContain('HoldPlaced');
}

/** D16: one account a card. */
function expectCardsOfOneAccount({ world, errands }: Outcome): void {
  const owners = new Map<string, string>();
  for (const { accountId } of errands) {
    for (const { fact } of world.log.facts(`wallet-${accountId}`)) {
      if (fact.type !== 'CardAdded') continue;
      const { fingerprint } = (fact.data as { card: { fingerprint: string } }).card;
      expect(owners.get(fingerprint)).toBeUndefined();
      owners.set(fingerprint, accountId);
    }
  }
}

function digestOf({ world, errands }: Outcome): string {
  const hash = createHash('sha256');
  for (const { accountId, journeyIds } of errands) {
    const streams = [`account-${accountId}`, `wallet-${accountId}`, ...journeyIds.map((id) => `cardAddition-${id}`)];
    for (const stream of streams) hash.update(stream).update(JSON.stringify(world.log.facts(stream)));
  }
  return hash.digest('hex');
}
