import { Inject, Injectable } from '@nestjs/common';
import {
  type Bill,
  type BillEvent,
  billIdentity,
  type BillIdentity,
  billIdOf,
  type BillingPolicy,
  billingCurrency,
  type BillStatus,
  type BillWorld,
  billStatus,
  type Forecast,
  forecast,
  type IssuedBill,
  monthIn,
  Refusal,
  type TrailEntry,
  trailOf,
} from '@onfile/domain';
import { whoseDoing } from '@onfile/domain/evidence';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import { Problem } from '../http/problem';
import { BILLING_POLICY, BILLS, CLOCK, RATES } from '../tokens';
import type { StoredFact } from '../streams';
import type { Bills, RatesNow } from './bills';

/** A bill in full, as it is answered. */
export interface ShownBill extends Pick<
  IssuedBill,
  'billId' | 'accountId' | 'period' | 'interim' | 'number' | 'lines' | 'amount' | 'rates' | 'zone' | 'grounds'
> {
  readonly status: BillStatus;
  readonly issuedAt: string;
  readonly overdueAt?: string;
  readonly nextRoundAt?: string;
  readonly paidAt?: string;
  /** The bank wants this try confirmed: the link of `confirmations` starts a new one while the bill is unpaid. */
  readonly confirm?: { readonly key: string; readonly bankPageUrl?: string };
}

/** A step of the trail; `by` tells operators whose doing it was. */
type ShownStep = TrailEntry & { readonly by?: string };

/** X1: why this card? */
export interface ShownTrail {
  readonly billId: string;
  readonly entries: readonly ShownStep[];
}

/** What pages read of one bill: from its stream, so never behind an earlier answer. */
@Injectable()
export class ViewBills {
  constructor(
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(RATES) private readonly rates: RatesNow,
    @Inject(BILLING_POLICY) private readonly policy: BillingPolicy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The facts of a bill that was issued. @throws {Problem} not-found for another account's; {Refusal} bill-unknown */
  async issued(billId: string, owner?: string): Promise<{ bill: Bill; facts: readonly StoredFact<BillEvent>[] }> {
    const identity = billIdentity(billId);
    if (!identity) throw new Refusal('bill-unknown', 'no bill has such an id');
    if (owner !== undefined && identity.accountId !== owner) throw new Problem('not-found');
    const { state, facts } = await this.bills.bill(billId);
    if (!state.issued) throw new Refusal('bill-unknown', billId);
    return { bill: state, facts };
  }

  async one(billId: string, owner?: string): Promise<Answer<ShownBill>> {
    const { bill, facts } = await this.issued(billId, owner);
    return new Answer(shown(bill), { position: facts.at(-1)?.position ?? '0' });
  }

  /** X1. The bank's raw codes, and the names of operators, are for staff. */
  async trail(billId: string, owner?: string): Promise<Answer<ShownTrail>> {
    const { facts } = await this.issued(billId, owner);
    const entries = trailOf(facts.map(({ fact }) => fact)).map(({ networkCode, ...entry }, n): ShownStep => {
      if (owner !== undefined) return entry;
      const by = whoDid(facts[n]!); // an entry a fact
      return { ...entry, by, ...(networkCode !== undefined && { networkCode }) };
    });
    return new Answer({ billId, entries });
  }

  /** All that a bill would be decided on. @throws {Refusal} account-unknown where nobody registered the account */
  async worldOf(identity: BillIdentity): Promise<BillWorld> {
    const world = await this.bills.world(billIdOf(identity));
    if (world.account.registered === undefined) throw new Refusal('account-unknown', identity.accountId);
    return world;
  }

  /** X3: what the coming third would bring if nothing changed. @throws {Refusal} account-unknown */
  async forecast(accountId: string): Promise<Answer<Forecast & { accountId: string }>> {
    const period = monthIn(this.policy.due.zone, this.now().toISOString());
    const world = await this.worldOf({ accountId, period });
    const rates = await this.rates.of(currenciesOf(world));
    return new Answer({ accountId, ...forecast({ ...world, rates }) });
  }
}

/** A bill as its stream says it is now. */
export function shown(bill: Bill): ShownBill {
  const { billId, accountId, period, interim, number, lines, amount, rates, zone, grounds, at } = bill.issued!;
  const last = bill.tries.at(-1);
  const page = last?.status === 'bank-page' ? last.page : undefined;
  const asks = bill.tries.filter(({ networkCode }) => networkCode === '1A' || networkCode === '70').at(-1);
  const confirm = page ? last : asks;
  return {
    ...{ billId, accountId, period, number, lines, amount, rates, zone, status: billStatus(bill), issuedAt: at },
    ...(interim !== undefined && { interim }),
    ...(grounds && { grounds }),
    ...(bill.overdueAt !== undefined && { overdueAt: bill.overdueAt }),
    ...(bill.round?.nextAt !== undefined && !bill.paid && { nextRoundAt: bill.round.nextAt }),
    ...(bill.paid && { paidAt: bill.paid.at }),
    ...(confirm && !bill.paid && { confirm: { key: confirm.key, ...(page && { bankPageUrl: page.url }) } }),
  };
}

/** The currencies whose rates may be needed to price an account; the dollar needs none. */
export function currenciesOf(world: BillWorld): readonly string[] {
  const currencies = new Set([billingCurrency(world)]);
  for (const { charges } of world.months) {
    for (let charge = charges.last; charge; charge = charge.before) currencies.add(charge.amount.currency);
  }
  return [...currencies].filter((currency) => currency !== 'USD');
}

const whoDid = ({ fact, actor }: StoredFact<BillEvent>): string => actor ?? whoseDoing(fact.type, fact.data);
