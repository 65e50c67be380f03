import { billingPolicyOf, policyWith, defaultBillingPolicy } from './policy';

const JSON_OF = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('settings of bills', () => {
  it('are changed by name and as deep as needed; the others stay', () => {
    const policy = billingPolicyOf('UTC', { dunning: { roundsAfterMs: [1, 2] } });
    const { dunning } = defaultBillingPolicy;
    expect(policy.dunning).toStrictEqual({ ...dunning, roundsAfterMs: [1, 2] });
    expect(policy.tries).toStrictEqual(defaultBillingPolicy.tries);
  });

  it.each([
    ['{"dunning":null}', 'policy.dunning must be of kind object'],
    ['{"dunning":[]}', 'policy.dunning must be of kind object'],
    ['{"dunning":{"weeks":1}}', 'policy.dunning.weeks is no such setting'],
    ['{"dunning":{"roundsAfterMs":["x"]}}', 'policy.dunning.roundsAfterMs must be of kind list'],
    ['{"dunning":{"roundsAfterMs":[1,null]}}', 'policy.dunning.roundsAfterMs must be of kind list'],
    ['{"tries":{"most":"3"}}', 'policy.tries.most must be of kind number'],
    ['{"declines":{"51":{"sameCard":{"when":"later","waitsMs":["x"]}}}}', 'is no rule of a card'],
    ['{"__proto__":{"x":1}}', 'is no such setting'],
    ['{"constructor":1}', 'policy.constructor is no such setting'],
  ])('%s is refused, with the place of it', (text, why) => {
    expect(() => policyWith(defaultBillingPolicy, JSON_OF(text))).toThrow(RangeError);
    expect(() => policyWith(defaultBillingPolicy, JSON_OF(text))).toThrow(why);
  });
});
