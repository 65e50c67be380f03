import type {
  Bill,
  BillCommand,
  BillEvent,
  BillWorld,
  ChargeAnswer,
  ChargeToRecord,
  DeductionRun,
  DeductionRunCommand,
  Rates,
  RecordedCharge,
  RefusedOfGroup,
  RiskGround,
} from '@onfile/domain';
import type { DryRun } from '@onfile/workflows';
import type { StoredFact } from '../streams';

/** How a request is named in the log. */
export interface BillCommandId {
  readonly commandId: string;
  readonly bodyHash: string;
  /** ISO. */
  readonly at: string;
}

/** Records whose home is one stream: of one account and month. */
export interface ChargesGroup {
  readonly accountId: string;
  readonly month: string;
  readonly charges: readonly ChargeToRecord[];
}

/** The streams of bills, as the api reads and writes them. Every method throws `LogUnavailable` when the log is away. */
export interface Bills {
  /** Records of one account and month, each once. Undefined: nobody has registered the account. */
  record(
    accountId: string,
    month: string,
    charges: readonly ChargeToRecord[],
    command: Pick<BillCommandId, 'commandId' | 'at'>,
  ): Promise<{ answers: readonly ChargeAnswer[]; position: string } | undefined>;
  /** Records of several accounts and months, in one append: all of them, or none and what is refused, by group. */
  recordAll(
    groups: readonly ChargesGroup[],
    command: Pick<BillCommandId, 'commandId' | 'at'>,
  ): Promise<
    { answers: readonly (readonly ChargeAnswer[])[]; position: string } | { refused: readonly RefusedOfGroup[] }
  >;
  bill(billId: string): Promise<{ state: Bill; facts: readonly StoredFact<BillEvent>[] }>;
  /** What a person does about a bill. @throws {Refusal} of the rules */
  command(
    billId: string,
    command: BillCommand,
    id: BillCommandId,
  ): Promise<{ state: Bill; position: string; repeated: boolean }>;
  /** Everything that the rules look at, as it is now; without rates. */
  world(billId: string): Promise<BillWorld>;
  /** The records of a month that a bill took: past `after` (a revision), up to `through`. */
  records(accountId: string, month: string, after: number, through: number): Promise<readonly RecordedCharge[]>;
  run(period: string): Promise<DeductionRun>;
  /** @throws {Refusal} of the rules */
  noteRun(
    period: string,
    command: DeductionRunCommand,
    id: BillCommandId,
  ): Promise<{ run: DeductionRun; position: string; repeated: boolean }>;
}

/** The processes of bills. Every method throws `Unavailable` when Temporal is away. */
export interface Deductions {
  /** Wakes the bill's workflow, or starts it. `grounds`: of an interim bill that is to be made (R30b). */
  wake(billId: string, grounds?: readonly RiskGround[]): Promise<void>;
  /** The bank may have moved: wakes the bill's workflow if it waits. */
  moved(billId: string): Promise<void>;
  startRun(period: string, by: string): Promise<void>;
  /** Tells a run that it was paused or resumed, which stands in its stream already. */
  runPaused(period: string, paused: boolean): Promise<void>;
  /** X3: what a run would do. Waits for it. */
  dryRun(period: string, id: string): Promise<DryRun>;
}

/** The exchange rates of now, for a forecast. */
export interface RatesNow {
  of(currencies: readonly string[]): Promise<Rates>;
}
