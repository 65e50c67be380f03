import {
  billIdOf,
  chargesIdOf,
  defaultBillingPolicy,
  type Bill,
  type BillingPolicy,
  type CardSummary,
  type ChargeToRecord,
} from '@onfile/domain';
import { keptStreams, stream } from '@onfile/event-log';
import { fakeCharges, type FakeChargeAnswer, type FakeCharges } from '@onfile/gateways';
import { advance, openDesk, type Advanced, type BillPorts } from '@onfile/worker';
import type { BillOrder } from '@onfile/workflows';
import { simLog, type Moment, type SimLog } from './sim-log';

export const ACCOUNT = 'acc_1';
export const PERIOD = '2024-05';
export const BILL = billIdOf({ accountId: ACCOUNT, period: PERIOD });
/** The third of June, 03:00 in Shanghai. */
export const THE_THIRD = '2024-06-02T19:00:00.000Z';
const LONG_AGO = '2024-01-10T08:00:00.000Z';

/** A clock that only specs move. */
export interface SpecClock {
  now(): string;
  set(at: string): void;
}

/** Bills over a log in memory and a pretend gateway: the real rules, the real `advance`. */
export interface BillBench {
  readonly log: SimLog;
  readonly gateway: FakeCharges;
  readonly ports: BillPorts;
  readonly clock: SpecClock;
  account(accountId?: string, currency?: string, language?: string): void;
  card(
    cardId: string,
    answers?: readonly FakeChargeAnswer[],
    about?: { accountId?: string } & Partial<CardSummary>,
  ): void;
  charge(minor: number, about?: Partial<ChargeToRecord> & { month?: string }): void;
  advance(order?: Partial<BillOrder>): Promise<Advanced>;
  /** Goes on with the bill as its workflow does, waiting as often as it says, until it rests or `until`. */
  run(until?: string, order?: Partial<BillOrder>): Promise<Advanced>;
  bill(billId?: string): Promise<Bill>;
  types(billId?: string): string[];
}

export function billBench({
  policy = {},
  moment,
}: { policy?: Partial<BillingPolicy>; moment?: Moment } = {}): BillBench {
  const log = simLog(moment);
  const gateway = fakeCharges();
  let now = THE_THIRD;
  const clock: SpecClock = { now: () => now, set: (at) => void (now = at) };
  const ports: BillPorts = {
    log,
    charges: gateway,
    rates: {
      rateTo: async (to) =>
        to === 'XTS'
          ? undefined
          : { from: 'USD', to, rate: to === 'CLP' ? '945.5' : '0.9', asOf: LONG_AGO, source: 'spec' },
    },
    policy: { ...defaultBillingPolicy, ...policy },
    now: clock.now,
    kept: keptStreams(100_000),
    publicUrl: 'https://onfile.example',
  };
  let charges = 0;
  const bench: BillBench = {
    log,
    gateway,
    ports,
    clock,
    account(accountId = ACCOUNT, currency = 'USD', language = 'en') {
      log.given(`account-${accountId}`, registered(accountId, language), {
        type: 'CurrencyChosen',
        at: LONG_AGO,
        data: { currency },
      });
    },
    card(cardId, answers, { accountId = ACCOUNT, ...about } = {}) {
      const isFirst = log.facts(`wallet-${accountId}`).length === 0;
      const card = { ...visa(`tok_${cardId}`), ...about };
      log.given(`wallet-${accountId}`, {
        type: 'CardAdded',
        at: LONG_AGO,
        data: { accountId, cardId, journeyId: `j_${cardId}`, card },
      });
      if (isFirst) {
        log.given(`wallet-${accountId}`, {
          type: 'DefaultCardSet',
          at: LONG_AGO,
          data: { cardId, because: 'first-card' },
        });
      }
      if (answers) gateway.chargesAnswer(card.token, ...answers);
    },
    charge(minor, { month = PERIOD, accountId = ACCOUNT, ...about } = {}) {
      charges += 1;
      const record = {
        accountId,
        chargeId: `c${charges}`,
        service: 'compute',
        description: 'Hours',
        amount: { currency: 'USD', minor },
        incurredAt: `${month}-10T08:00:00.000Z`,
        ...about,
      };
      log.given(`charges-${chargesIdOf(accountId, month)}`, { type: 'ChargeRecorded', at: now, data: record });
    },
    advance: (order) => advance(openDesk({ billId: BILL, ...order }, ports), ports),
    async run(until = '2025-01-01T00:00:00.000Z', order) {
      for (let waits = 0; waits < 2_000; waits += 1) {
        const came = await bench.advance(order);
        if (!('waitUntil' in came) || came.waitUntil > until) return came;
        clock.set(came.waitUntil);
      }
      throw new Error('the bill never rests');
    },
    bill: async (billId = BILL) => (await log.read(stream('bill', billId))).state,
    types: (billId = BILL) => log.types(`bill-${billId}`),
  };
  return bench;
}

/** A card that nothing speaks against; the fingerprint is its token's own. */
export function visa(token: string): CardSummary {
  const rest = { brand: 'visa', last4: '4242', expiry: '2030-12', funding: 'credit', issuingCountry: 'US' } as const;
  return { token, ...rest, fingerprint: `digest-${token}` };
}

function registered(accountId: string, language: string) {
  const data = { accountId, region: 'US', registeredAt: LONG_AGO, emailHash: 'digest', language };
  return { type: 'AccountRegistered', at: LONG_AGO, sealed: 'sealed', data } as never;
}
