import type { AccountEvent } from '../account/events';
import type { Account } from '../account/state';
import type { BillNumbersEvent } from '../bill-numbers/events';
import type { BillNumbers } from '../bill-numbers/numbers';
import type { ChargesEvent } from '../charges/events';
import type { ChargesOfMonth } from '../charges/price';
import type { Rates } from '../convert';
import type { RiskGround } from '../risk/rules';
import type { WalletEvent } from '../wallet/events';
import type { Wallet } from '../wallet/state';
import type { BillEvent } from './events';
import type { BillIdentity } from './bill-id';
import type { BillingPolicy } from './policy';
import type { Bill } from './bill';

/** All that the rules of one bill look at, as its streams say now. */
export interface BillWorld extends BillIdentity {
  readonly bill: Bill;
  readonly wallet: Wallet;
  readonly account: Account;
  /** The account's charges of the bill's month and the two before it; looked at until the bill is issued. */
  readonly months: readonly ChargesOfMonth[];
  readonly policy: BillingPolicy;
  /** The rates at hand; others are asked for. */
  readonly rates: Rates;
  /** The bill's own number, where its page has reserved it. */
  readonly number?: string;
  /** The numbers of a year, where the bill takes the next one in the append that issues it. */
  readonly numbers?: BillNumbers;
  /** The year of issue that `numbers` are of. */
  readonly year?: string;
  /** R30b: why an interim bill is issued. */
  readonly grounds?: readonly RiskGround[];
}

/** The facts of one decision about a bill, by stream; `charges` by month. They go into the log in one append. */
export interface BillWrites {
  readonly bill?: readonly BillEvent[];
  readonly wallet?: readonly WalletEvent[];
  readonly account?: readonly AccountEvent[];
  readonly charges?: Readonly<Record<string, readonly ChargesEvent[]>>;
  readonly numbers?: readonly BillNumbersEvent[];
}
