import { Inject, Injectable } from '@nestjs/common';
import {
  type BillCommand,
  billIdOf,
  type BillingPolicy,
  monthIn,
  operatorGround,
  priceNow,
  type RiskGround,
} from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import type { Secrecy } from '../secrecy';
import type { NotedAct } from '../operators/operators';
import { BILLING_POLICY, BILLS, CLOCK, DEDUCTIONS, RATES, SECRECY } from '../tokens';
import type { Bills, Deductions, RatesNow } from './bills';
import { currenciesOf, shown, type ShownBill, ViewBills } from './view-bills';

/** What people do about bills: one decision in the log, then the bill's workflow is woken. */
@Injectable()
export class ActOnBill {
  constructor(
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(DEDUCTIONS) private readonly deductions: Deductions,
    @Inject(RATES) private readonly rates: RatesNow,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(BILLING_POLICY) private readonly policy: BillingPolicy,
    @Inject(CLOCK) private readonly now: Clock,
    private readonly view: ViewBills,
  ) {}

  /**
   * Decides and wakes. The answer is the bill as it stands then; the deduction itself goes on after it (202).
   * @throws {Problem} not-found for another account's bill. @throws {Refusal} of the rules. @throws {CommandReused}
   */
  async act(
    billId: string,
    command: BillCommand,
    { commandId, body }: KeyedRequest,
    owner?: string,
  ): Promise<Answer<ShownBill>> {
    await this.view.issued(billId, owner);
    const id = { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: this.now().toISOString() };
    const { state, position, repeated } = await this.bills.command(billId, command, id);
    const goesOn = !state.paid;
    if (goesOn) await this.deductions.wake(billId);
    return new Answer(shown(state), { status: goesOn ? 202 : 200, position, hit: repeated });
  }

  /** X8: looks at one bill again, whatever it waits for. `noted`: where that stands in the log. */
  async again(billId: string, { position, repeated: hit }: Noted): Promise<Answer<ShownBill>> {
    const { bill } = await this.view.issued(billId);
    await this.deductions.wake(billId);
    return new Answer(shown(bill), { status: 202, position, hit });
  }

  /** @throws {Refusal} bill-unknown */
  async expectIssued(billId: string): Promise<void> {
    await this.view.issued(billId);
  }

  /** R30b: the bill that an account would get at once, for a written reason. No `grounds`: there is nothing to bill. */
  async atRisk(accountId: string, by: string, reason: string): Promise<RiskBill> {
    const period = monthIn(this.policy.due.zone, this.now().toISOString());
    const first = await this.view.worldOf({ accountId, period, interim: 1 });
    const interims = first.months.find(({ month }) => month === period)?.charges.interims ?? 0;
    const billId = billIdOf({ accountId, period, interim: interims + 1 });
    const currencies = new Set(currenciesOf(first));
    const world = { ...first, interim: interims + 1, rates: await this.rates.of([...currencies]) };
    const unbilled = priceNow(world)?.total;
    if (!unbilled || unbilled.minor <= 0) return { billId };
    return { billId, grounds: [operatorGround(by, reason.trim(), unbilled)] };
  }

  /** Makes it: its workflow is woken. A bill that is made already stays as it is. */
  async makeAtRisk(
    { billId, grounds }: RiskBill,
    { position, repeated: hit }: Noted,
  ): Promise<Answer<{ billId: string }>> {
    if (grounds) await this.deductions.wake(billId, grounds);
    return new Answer({ billId }, { status: 202, location: `/v1/operations/bills/${billId}`, position, hit });
  }
}

/** Where what is done stands in the operator log, and whether it stood there before. */
type Noted = Pick<NotedAct, 'position' | 'repeated'>;

/** An interim bill that can be made, and on which grounds. */
export interface RiskBill {
  readonly billId: string;
  readonly grounds?: readonly RiskGround[];
}
