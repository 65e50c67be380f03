import type { BillWrites } from './world';

/** Why a bill needs nothing more for now. */
export type BillStanding =
  | 'paid'
  | 'blocked' // D7: an operator must act
  | 'uncollected' // D14 has run its course; a card or a hand may still pay
  | 'nothing-to-bill' // D10
  | 'not-due';

/** What is to be done about a bill next. */
export type BillMove =
  /** Write these, then ask again; a charge that starts in them is sent at once. `command` names this one decision. */
  | { readonly type: 'record'; readonly command: string; readonly writes: BillWrites }
  /** Ask the gateway how the charge under `key` stands; `resend` it if it does not know it. */
  | { readonly type: 'look-up'; readonly key: string; readonly resend: boolean; readonly notBefore: string }
  /** Give a charge back under a key that is on record. */
  | {
      readonly type: 'give-back';
      readonly of: string;
      readonly key: string;
      readonly how: 'void' | 'refund';
      readonly chargeId: string;
      readonly notBefore: string;
    }
  | { readonly type: 'take-rates'; readonly currencies: readonly string[] }
  /** A number, of the block of the page or the next one of the year, is needed before the bill is issued. */
  | { readonly type: 'reserve-number' }
  | { readonly type: 'wait'; readonly until: string }
  | { readonly type: 'done'; readonly as: BillStanding };
