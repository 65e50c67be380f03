import { explain, RESULTS } from './results';
import { DECLINES } from './declines-table';

/** Section 5 of the requirements: stable for ever. */
const SECTION_5 = `contact-review card-review not-a-credit-card system-error data-wrong-or-too-many-tries
  no-credit-or-frozen card-on-another-account issued-in-other-country network-not-supported prepaid-or-virtual
  duplicate-on-account expiry-in-past number-invalid id-invalid hold-declined hold-result-unknown bank-page-cancelled
  bank-page-timed-out bank-rejected session-expired risk-blocked hold-release-late`.split(/\s+/);

/** Added since: codes are added and never renamed. */
const ADDED = ['card-removed-meanwhile', 'cancelled-by-us'];

describe('R31 the Result in plain words', () => {
  it('has every code of section 5, and no other but those added since', () =>
    expect(Object.keys(RESULTS).sort()).toEqual([...SECTION_5, ...ADDED].sort()));

  it.each(Object.entries(RESULTS))('%s is a sentence, says who can fix it, and what to do next', (_code, text) => {
    expect(text.sentence).toMatch(/^[A-Z].*\.$/);
    expect(text.nextStep).toMatch(/^[A-Z].*\.$/);
    expect(['person', 'bank', 'us', 'nobody']).toContain(text.whoCanFix);
  });

  it('a decline is told by its own row of section 6', () => {
    expect(explain('hold-declined', '51')).toEqual({
      sentence: DECLINES['51']?.shown,
      whoCanFix: 'person',
      nextStep: DECLINES['51']?.nextStep,
    });
    expect(explain('hold-declined')).toBe(RESULTS['hold-declined']);
    expect(explain('bank-rejected', '1A')).toBe(RESULTS['bank-rejected']);
  });
});
