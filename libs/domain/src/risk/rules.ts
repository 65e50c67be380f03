import type { Money } from '../money';

/** D13: why a bill may be issued before the third. `operator`: a person's own reason. Stable: add, never rename. */
export type RiskRule = 'unbilled-over-limit' | 'no-valid-card' | 'default-expires-before-third' | 'operator';

/** The rules that are looked at by themselves, and their limits. */
export interface RiskPolicy {
  readonly rules: readonly Exclude<RiskRule, 'operator'>[];
  /** Unbilled charges above this, converted at the rate of the day, are a risk. */
  readonly unbilledLimit: Money;
}

/** D13: all three rules, and five thousand dollars. */
export const defaultRiskPolicy: RiskPolicy = {
  rules: ['unbilled-over-limit', 'no-valid-card', 'default-expires-before-third'],
  unbilledLimit: { currency: 'USD', minor: 500_000 },
};

/** One ground of a bill at risk with what it was decided on: recorded in the bill and told to the customer (R30b). */
export interface RiskGround {
  readonly rule: RiskRule;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** For `operator`: who decided, and the written reason. */
  readonly by?: string;
  readonly reason?: string;
}
