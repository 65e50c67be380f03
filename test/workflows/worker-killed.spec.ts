import { type FollowedEvent, readModels } from '@onfile/read-models';
import { play } from '@onfile/read-models/testing';
import { temporalCliPath } from '@onfile/infra';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { type Death, type MortalWorkers, mortalWorkers } from './bench/process/mortal-workers';
import { newTraveller, type Traveller } from './bench/traveller';
import { eventually } from './bench/with-bench';
import { newWorld, type World } from './bench/world';

/** Ways for a journey to go on after its card is submitted. */
const endings = {
  'a card behind a bank page': async (traveller: Traveller, world: World) => {
    await traveller.submit({ on: 'bank-page' });
    await eventually(() => traveller.facts().includes('BankPageOpened'), 200_000); // nobody sees the page before
    world.cards.answerBankPage(traveller.key, 'confirmed');
    await traveller.hintOfBank();
  },
  'a decline': async (traveller: Traveller) => {
    await traveller.submit({ on: 'decline', networkCode: '51' });
  },
};
type Ending = keyof typeof endings;

describe('Q9 the worker is killed at every activity boundary', () => {
  const world = newWorld(() => Promise.resolve(true));
  let env: TestWorkflowEnvironment;
  let workers: MortalWorkers;
  let travellers = 0;

  beforeAll(async () => {
    // The real server: its test server loses updates whose worker dies.
    const executable = { type: 'existing-path', path: await temporalCliPath() } as const;
    env = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    workers = await mortalWorkers(env.address, world);
  }, 240_000);
  afterAll(async () => {
    await workers.stop();
    await env.teardown();
  });

  const traveller = () =>
    newTraveller(
      { env, world, id: `k${String((travellers += 1)).padStart(3, '0')}` },
      { policy: { bankPollMs: 2_000 } },
    );
  const travelled = async (one: Traveller, ending: Ending): Promise<void> => {
    await one.prepare();
    await endings[ending](one, world);
    await one.end();
  };

  it('before each call, and after its effect: the same read models, and the same at the bank', async () => {
    const harmed: { death: Death; ending: Ending; one: Traveller; expected: unknown }[] = [];
    for (const ending of Object.keys(endings) as Ending[]) {
      const unharmed = traveller();
      await travelled(unharmed, ending);
      const expected = leftBy(unharmed, world);
      const all = workers.calls(unharmed.handle.workflowId);
      expect(all).toBeGreaterThan(10);
      for (let call = 1; call <= all; call += 1) {
        for (const moment of ['before', 'unreported'] as const) {
          const one = traveller();
          workers.plan(one.handle.workflowId, { call, moment });
          harmed.push({ death: { call, moment }, ending, one, expected });
        }
      }
    }
    const journeys = Promise.all(harmed.map(({ one, ending }) => travelled(one, ending)));
    await eventually(() => workers.ahead() === 0, 200_000);
    await workers.kill();
    await journeys;

    for (const { death, ending, one, expected } of harmed) {
      expect({ death, ending, left: leftBy(one, world) }).toStrictEqual({ death, ending, left: expected });
    }
  }, 480_000);
});

/**
 * What is left of a journey: rows of all read models and the bank's ledger; ids and times aside. Codes are left out: these
 * travellers know theirs, and may be through before a code is sent again that was lost with its worker.
 */
function leftBy({ accountId, journeyId }: Traveller, world: World): unknown {
  const streams = [`account-${accountId}`, `cardAddition-${journeyId}`, `wallet-${accountId}`];
  const events = streams
    .flatMap((stream) => world.log.facts(stream))
    .sort((a, b) => Number(a.position) - Number(b.position))
    .map((stored, index): FollowedEvent => ({ ...stored, type: stored.fact.type, position: String(index + 1) }));
  const left = {
    rows: Object.fromEntries(readModels.map((model) => [model.name, play(model, events)])),
    bank: world.cards.ledger().filter(({ key }) => key.includes(journeyId)),
  };
  const text = JSON.stringify(left).replaceAll(accountId, 'acc').replaceAll(journeyId, 'jrn');
  return JSON.parse(text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T').replace(/"holdId":"[^"]*"/g, '"holdId":"H"'));
}
