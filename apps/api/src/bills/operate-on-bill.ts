import { Inject, Injectable } from '@nestjs/common';
import { type Ask, type BillCommand, decideBill, type OperatorAct, Refusal } from '@onfile/domain';
import type { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { type AskedAct, type AskedFor, OperatorDesk } from '../operators/operator-desk';
import type { NotedAct } from '../operators/operators';
import { BILLS, CLOCK } from '../tokens';
import { ActOnBill } from './act-on-bill';
import type { Bills } from './bills';
import type { ShownBill } from './view-bills';

/** What an operator asks for about one bill. */
export interface BillRequest {
  readonly billId: string;
  readonly by: string;
  readonly why: string;
  /** What else is said, such as the key of a charge. */
  readonly details?: Readonly<Record<string, string>>;
}

/** Acts about money that a second person has to say yes to. */
export type AskedBillAct = Extract<OperatorAct, 'pay-by-hand' | 'give-up-charge' | 'credit'>;

const PREFIX = 'billDeduction/';
const onOf = (billId: string): string => `${PREFIX}${billId}`;
const billOf = ({ on }: Ask): string => on.slice(PREFIX.length);

/** What operators do about bills: in the operator log first, then in the bill's own stream. */
@Injectable()
export class OperateOnBill implements AskedAct {
  constructor(
    private readonly desk: OperatorDesk,
    private readonly bill: ActOnBill,
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** D7: goes on with a bill that was blocked on us. @throws {Refusal} bill-unknown, bill-not-blocked, reason-missing */
  async unblock({ billId, by, why }: BillRequest, keyed: KeyedRequest): Promise<Answer<ShownBill>> {
    const command = { type: 'Unblock', by, why } as const;
    await this.desk.note({ by, act: 'unblock', on: onOf(billId), why }, keyed, await this.allowing(billId, command));
    return this.bill.act(billId, command, keyed);
  }

  /** X8: looks at one bill again. @throws {Refusal} bill-unknown, reason-missing */
  async again({ billId, by, why }: BillRequest, keyed: KeyedRequest): Promise<Answer<ShownBill>> {
    await this.bill.expectIssued(billId);
    return this.bill.again(billId, await this.desk.note({ by, act: 'run-again', on: onOf(billId), why }, keyed));
  }

  /** R30b: bills an account at once. The same request is the same bill. @throws {Refusal} reason-missing, nothing-to-bill */
  async atRisk(accountId: string, by: string, why: string, keyed: KeyedRequest): Promise<Answer<{ billId: string }>> {
    const { billId, grounds } = await this.bill.atRisk(accountId, by, why);
    const intent = { by, act: 'bill-at-risk', on: `account/${accountId}`, why, details: { bill: billId } } as const;
    const noted = await this.desk.note(intent, keyed, () => {
      if (!grounds) throw new Refusal('nothing-to-bill', billId);
    });
    const made = noted.entry.data.details['bill'] ?? billId;
    return this.bill.makeAtRisk({ billId: made, ...(grounds && { grounds }) }, noted);
  }

  /** Asks for what moves or forgoes money without the bank. @throws {Refusal} what the bill itself would refuse it by */
  async ask(act: AskedBillAct, request: BillRequest, keyed: KeyedRequest): Promise<Answer<AskedFor>> {
    const { billId, by, why, details } = request;
    const intent = { by, act, on: onOf(billId), why, ...(details && { details }) };
    return this.desk.ask(intent, keyed, await this.allowing(billId, commandOf(act, request)));
  }

  async look(ask: Ask): Promise<() => void> {
    return this.allowing(billOf(ask), commandOf(ask.act as AskedBillAct, ask));
  }

  async carryOut(ask: Ask, _noted: NotedAct, keyed: KeyedRequest): Promise<string> {
    const { body } = await this.bill.act(billOf(ask), commandOf(ask.act as AskedBillAct, ask), keyed);
    return `Done: bill ${body.number} is ${body.status}.`;
  }

  /** Lets an act pass only where the bill would take it. */
  private async allowing(billId: string, command: BillCommand): Promise<() => void> {
    const world = await this.bills.world(billId);
    return () => void decideBill(command, world, this.now().toISOString());
  }
}

type Said = Pick<BillRequest, 'by' | 'why' | 'details'>;

/** The command that an asked act is. `by`: whoever asked for it; who said yes stands in the operator log. */
function commandOf(act: AskedBillAct, { by, why, details = {} }: Said): BillCommand {
  const said = (word: string): string => details[word] ?? '';
  switch (act) {
    case 'pay-by-hand':
      return { type: 'PayByHand', by, why, reference: said('reference') };
    case 'give-up-charge':
      return { type: 'GiveUpCharge', by, why, key: said('key') };
    case 'credit':
      return { type: 'Credit', by, why, ...(details['minor'] !== undefined && { minor: Number(details['minor']) }) };
  }
}
