import { defaultPolicy, journeyPolicyOf } from './policy';

describe('the settings of new journeys', () => {
  it('are the standard ones, in the billing zone', () =>
    expect(journeyPolicyOf('America/Santiago', {})).toStrictEqual({
      ...defaultPolicy,
      billingZone: 'America/Santiago',
    }));

  it('are set differently by name', () =>
    expect(journeyPolicyOf('UTC', { bankPageMs: 5_000, networks: ['visa'] })).toMatchObject({
      bankPageMs: 5_000,
      networks: ['visa'],
      bankPollMs: defaultPolicy.bankPollMs,
    }));

  it.each([
    ['a name that is none', { bankPage: 5_000 }],
    ['a time that is a text', { bankPageMs: '15 minutes' }],
    ['a list that is none', { networks: 'visa' }],
  ])('refuse %s', (_what, overrides) => expect(() => journeyPolicyOf('UTC', overrides)).toThrow(RangeError));
});
