import { evolveAccount } from '../account/state';
import { answerCharge, answerReturn } from '../bill/answer';
import { decideBill } from '../bill/commands';
import type { BillEvent } from '../bill/events';
import { lookAgainAt, nextMove } from '../bill/next-move';
import type { BillMove, BillStanding } from '../bill/move';
import { dueAt } from '../bill/period';
import { evolveBill } from '../bill/state';
import type { BillWorld, BillWrites } from '../bill/world';
import { evolveMonthCharges } from '../charges/state';
import { Refusal } from '../refusal';
import { evolveWallet, type Wallet } from '../wallet/state';
import type { BillInput, BillScript } from './bill-script';
import type { SimulatedBank } from './simulated-bank';

/** What a bill came to in a pretend world. */
export interface BillRun {
  /** The bill's own facts, in order. */
  readonly facts: readonly BillEvent[];
  /** What people asked for and the rules turned down. */
  readonly refused: readonly { readonly at: string; readonly what: string; readonly code: string }[];
  /** `waiting`: it had not come to rest when the time was over. */
  readonly standing: BillStanding | 'waiting' | 'no-rate';
  /** Answers of the bank that are not on record. */
  readonly assumed: number;
}

/** How a bill is run: until when (ISO), against which bank, and with the cards in which order. */
export interface RunSettings {
  readonly until: string;
  readonly bank: SimulatedBank;
  /** The wallet as the rules see it; as it is, unless given. */
  readonly ordered?: (wallet: Wallet) => Wallet;
}

/** A bill comes to rest; one that does not is a fault of the rules. */
const MOST_MOVES = 20_000;

/**
 * Runs one bill from its issue on by the rules of this build: the same inputs at the same instants, a pretend bank, and
 * nothing written anywhere. The policy is the world's.
 * @throws {RangeError} where the bill never rests
 */
export function runBill(script: Pick<BillScript, 'world' | 'inputs' | 'issuedAt'>, settings: RunSettings): BillRun {
  const run = new Running(script.world, settings);
  const inputs = [...script.inputs];
  let now = script.issuedAt;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    for (let next = inputs[0]; next && next.at <= now; next = inputs[0]) {
      run.take(next);
      inputs.shift();
    }
    const rest = run.move(now);
    if (rest === undefined) continue;
    const wake = [rest.at, inputs[0]?.at].filter((at) => at !== undefined).sort()[0];
    if (wake === undefined || wake > settings.until) {
      return { facts: run.facts, refused: run.refused, standing: rest.standing, assumed: settings.bank.assumed() };
    }
    if (wake > now) now = wake;
  }
  throw new RangeError('a bill did not come to rest');
}

/** The bill rests: until `at`, or for good. */
interface Rest {
  readonly standing: BillRun['standing'];
  readonly at?: string;
}

class Running {
  readonly facts: BillEvent[] = [];
  readonly refused: BillRun['refused'][number][] = [];

  constructor(
    private world: BillWorld,
    private readonly settings: RunSettings,
  ) {}

  take(input: BillInput): void {
    switch (input.of) {
      case 'wallet':
        this.world = { ...this.world, wallet: evolveWallet(this.world.wallet, input.fact) };
        return;
      case 'account':
        this.world = { ...this.world, account: evolveAccount(this.world.account, input.fact) };
        return;
      case 'charges':
        this.add({ charges: { [input.month]: [input.fact] } });
        return;
      case 'people':
        this.ask(input);
    }
  }

  /** Makes the next move; answers only where the bill rests. */
  move(now: string): Rest | undefined {
    const seen = this.seen();
    const move = nextMove(seen, now);
    switch (move.type) {
      case 'done':
        return { standing: move.as, ...(move.as === 'not-due' && { at: dueAt(seen.period, seen.policy.due) }) };
      case 'wait':
        return { standing: 'waiting', at: move.until };
      case 'take-rates':
      case 'reserve-number':
        return { standing: 'no-rate' };
      case 'record':
        this.record(move.writes, now);
        return undefined;
      case 'look-up':
        return this.look(move, now);
      case 'give-back':
        if (move.notBefore > now) return { standing: 'waiting', at: move.notBefore };
        this.add(answerReturn(seen, move.key, this.settings.bank.giveBack(move.of), now));
        return undefined;
    }
  }

  private ask({ at, command }: Extract<BillInput, { of: 'people' }>): void {
    try {
      this.add(decideBill(command, this.seen(), at));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused.push({ at, what: command.type, code: error.code });
    }
  }

  private record(writes: BillWrites, now: string): void {
    this.add(writes);
    for (const fact of writes.bill ?? []) {
      if (fact.type !== 'CardChargeStarted') continue;
      const one = this.tryOf(fact.data.key);
      if (one) this.add(answerCharge(this.seen(), one.key, this.settings.bank.charge(one, now), now));
    }
  }

  private look({ key, notBefore }: Extract<BillMove, { type: 'look-up' }>, now: string): Rest | undefined {
    const one = this.tryOf(key);
    if (!one) throw new RangeError('a charge is to be looked up that nobody started');
    if (notBefore > now) return { standing: 'waiting', at: notBefore };
    const before = this.facts.length;
    this.add(answerCharge(this.seen(), key, this.settings.bank.lookUp(one, now), now));
    if (this.facts.length > before) return undefined;
    const { bill, policy } = this.world;
    const again = [lookAgainAt(bill, one, policy, now), this.settings.bank.newsAt(one, now) ?? ''];
    return { standing: 'waiting', at: again.filter(Boolean).sort()[0] };
  }

  private tryOf(key: string) {
    return this.world.bill.tries.find((one) => one.key === key);
  }

  /** The world as the rules see it. */
  private seen(): BillWorld {
    const { ordered } = this.settings;
    return ordered ? { ...this.world, wallet: ordered(this.world.wallet) } : this.world;
  }

  private add({ bill = [], wallet = [], account = [], charges = {} }: BillWrites): void {
    this.facts.push(...bill);
    const { months } = this.world;
    this.world = {
      ...this.world,
      bill: bill.reduce(evolveBill, this.world.bill),
      wallet: wallet.reduce(evolveWallet, this.world.wallet),
      account: account.reduce(evolveAccount, this.world.account),
      months: months.map((one) => ({
        ...one,
        charges: (charges[one.month] ?? []).reduce(evolveMonthCharges, one.charges),
      })),
    };
  }
}
