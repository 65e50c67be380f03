import type { Money, RiskGround } from '@onfile/domain';

/** R30b, D13: a ground of a bill that was issued ahead of its third, in words, with what was decided on. */
export function groundText({ rule, inputs, reason }: RiskGround, money: (amount: Money) => string): string {
  const amount = (name: string): string => money({ currency: String(inputs['currency']), minor: Number(inputs[name]) });
  switch (rule) {
    case 'unbilled-over-limit':
      return `The expenses of the month, ${amount('unbilledMinor')}, were above the limit of the account, ${amount('limitMinor')}.`;
    case 'no-valid-card':
      return `None of the cards on file could pay; ${amount('unbilledMinor')} were not billed yet.`;
    case 'default-expires-before-third':
      return `The default card (valid to ${String(inputs['expiry'])}) expires before the bill of the month is due.`;
    case 'operator':
      return `Decided by our staff: ${reason ?? ''}`;
  }
}
