import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer, INDIVIDUAL } from '../../testing/customer';

const STEPS = [
  'email-code',
  'email-confirmation',
  'mobile-code',
  'mobile-confirmation',
  'information',
  'card',
] as const;
type Step = (typeof STEPS)[number];

/** Which steps there are before the hold, by what the account has already (R7–R9, D2). */
const DOCUMENTED: Readonly<Record<'old' | 'fresh' | 'known', readonly Step[]>> = {
  old: STEPS,
  fresh: ['mobile-code', 'mobile-confirmation', 'information', 'card'],
  known: ['card'],
};

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, at) =>
    permutations(items.filter((_, other) => other !== at)).map((rest) => [first, ...rest]),
  );
}

describe('S6 the order of the onboarding steps', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await startBench()));
  afterAll(() => bench.stop());

  const startOf: Record<keyof typeof DOCUMENTED, () => Promise<Customer>> = {
    old: () => Customer.register(bench),
    fresh: () => Customer.register(bench, { ageMs: 0 }),
    known: () => Customer.known(bench),
  };

  /** What a step is sent with: the right code where one was sent. */
  function bodyOf(step: Step, customer: Customer, cardToken: string): object {
    const code = customer.newestCodeOr('000000');
    switch (step) {
      case 'email-code':
        return {};
      case 'email-confirmation':
        return { code };
      case 'mobile-code':
        return { mobileNumber: customer.mobile };
      case 'mobile-confirmation':
        return { mobileNumber: customer.mobile, code };
      case 'information':
        return INDIVIDUAL;
      case 'card':
        return { cardToken };
    }
  }

  describe.each([
    ['old', STEPS],
    ['fresh', STEPS.slice(1)],
    ['known', STEPS.slice(2)],
  ] as const)('an account that is %s', (kind, steps) => {
    it(`all ${permutations(steps).length} permutations: only the documented path reaches the hold`, async () => {
      for (const order of permutations(steps)) {
        const customer = await startOf[kind]();
        const journeyId = await customer.addCard();
        const cardToken = bench.card({ on: 'approve' });
        const taken: Step[] = [];
        for (const step of order) {
          const { status, body } = await customer.post(
            `/v1/card-additions/${journeyId}/${step}`,
            bodyOf(step, customer, cardToken),
          );
          if (status === 200) taken.push(step);
          else expect([409, 422]).toContain(status);
          if (status !== 200)
            expect(['step-out-of-order', 'no-code-sent', 'journey-over']).toContain((body as { code: string }).code);
        }
        const documented = DOCUMENTED[kind];
        expect(taken).toStrictEqual(longestPrefixIn(order, documented));
        const held = bench.cards.ledger().filter(({ key }) => key === `${journeyId}/hold`);
        expect(held).toHaveLength(taken.length === documented.length ? 1 : 0);
      }
    }, 600_000);
  });

  it('each step is refused after the end, and leaves nothing behind', async () => {
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    const cardToken = bench.card({ on: 'approve' });
    await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken });
    const before = bench.log.all().length;
    const answers: Response[] = [];
    for (const step of STEPS)
      answers.push(await customer.post(`/v1/card-additions/${journeyId}/${step}`, bodyOf(step, customer, cardToken)));
    expect(answers.map(({ body }) => (body as { code: string }).code)).toStrictEqual(STEPS.map(() => 'journey-over'));
    expect(bench.log.all()).toHaveLength(before);
  });

  it('another customer’s code, number or journey does not help', async () => {
    const [one, two] = [await Customer.register(bench, { ageMs: 0 }), await Customer.register(bench, { ageMs: 0 })];
    const [first, second] = [await one.addCard(), await two.addCard()];
    await one.post(`/v1/card-additions/${first}/mobile-code`, { mobileNumber: one.mobile });
    await two.post(`/v1/card-additions/${second}/mobile-code`, { mobileNumber: two.mobile });
    const stolen = { mobileNumber: one.mobile, code: one.newestCode() };
    expect((await two.post(`/v1/card-additions/${first}/mobile-confirmation`, stolen)).body).toMatchObject({
      code: 'not-found',
    });
    expect((await two.post(`/v1/card-additions/${second}/mobile-confirmation`, stolen)).body).toMatchObject({
      code: 'number-changed',
    });
  });
});

/** The documented steps that an order takes: each waits for the one before it. */
function longestPrefixIn(order: readonly Step[], documented: readonly Step[]): Step[] {
  const taken: Step[] = [];
  for (const step of order) if (step === documented[taken.length]) taken.push(step);
  return taken;
}
