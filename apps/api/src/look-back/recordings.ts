import { Inject, Injectable } from '@nestjs/common';
import {
  billIdentity,
  type BillingPolicy,
  type CardAdditionEvent,
  chargesIdOf,
  monthsOf,
  Refusal,
  type ValidityChangeEvent,
} from '@onfile/domain';
import { masked, type RecordedFact, type Recording } from '@onfile/domain/what-if';
import { CHANGE_PREFIX } from '../card-validity-changes/changes';
import type { Clock } from '../http/clock';
import { Problem } from '../http/problem';
import { BILLING_POLICY, CLOCK, LOOK_BACK } from '../tokens';
import type { LookBack, RecordedStream } from './look-back';

/** Bills that are read at once. */
const AT_ONCE = 8;

/** Takes down what the log knows of a bill or a journey, so that it can be run anew elsewhere (X5, X7). */
@Injectable()
export class Recordings {
  constructor(
    @Inject(LOOK_BACK) private readonly lookBack: LookBack,
    @Inject(BILLING_POLICY) private readonly policy: BillingPolicy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** @throws {Refusal} bill-unknown */
  async bill(billId: string): Promise<Recording> {
    const identity = billIdentity(billId);
    if (!identity) throw new Refusal('bill-unknown', 'no bill has such an id');
    const { accountId, period } = identity;
    const facts = await this.lookBack.recorded.facts([
      ['bill', billId],
      ['wallet', accountId],
      ['account', accountId],
      ...monthsOf(period).map((month): RecordedStream => ['charges', chargesIdOf(accountId, month)]),
    ]);
    if (!facts.some(({ category }) => category === 'bill')) throw new Refusal('bill-unknown', billId);
    return this.recording('bill', billId, facts);
  }

  /** Some at once, so that the log has time for others. @throws {Refusal} bill-unknown */
  async bills(billIds: readonly string[]): Promise<readonly Recording[]> {
    const recordings: Recording[] = [];
    for (let from = 0; from < billIds.length; from += AT_ONCE) {
      const some = billIds.slice(from, from + AT_ONCE);
      recordings.push(...(await Promise.all(some.map((billId) => this.bill(billId)))));
    }
    return recordings;
  }

  /** Of a card added, or of a date changed. @throws {Problem} not-found */
  async journey(journeyId: string): Promise<Recording> {
    if (journeyId.startsWith(CHANGE_PREFIX)) return this.change(journeyId);
    const own = await this.lookBack.recorded.facts([['cardAddition', journeyId]]);
    const [first] = own.map(({ fact }) => fact as CardAdditionEvent);
    if (first?.type !== 'CardAdditionStarted') throw new Problem('not-found');
    const { accountId } = first.data;
    const others = await this.lookBack.recorded.facts([
      ['account', accountId],
      ['wallet', accountId],
      ...own.flatMap(({ fact }) => digestStream(fact as CardAdditionEvent)),
    ]);
    return this.recording('journey', journeyId, [...own, ...others]);
  }

  private async change(changeId: string): Promise<Recording> {
    const own = await this.lookBack.recorded.facts([['cardValidityChange', changeId]]);
    const [first] = own.map(({ fact }) => fact as ValidityChangeEvent);
    if (first?.type !== 'ValidityChangeStarted') throw new Problem('not-found');
    const { accountId } = first.data;
    const others = await this.lookBack.recorded.facts([
      ['account', accountId],
      ['wallet', accountId],
    ]);
    return this.recording('journey', changeId, [...own, ...others]);
  }

  private recording(kind: Recording['kind'], id: string, facts: readonly RecordedFact[]): Recording {
    return { kind, id, until: this.now().toISOString(), facts: masked(facts), policy: this.policy };
  }
}

/** The stream of the card's or the number's own digest, which tells who has it. */
function digestStream(fact: CardAdditionEvent): RecordedStream[] {
  if (fact.type === 'CardSubmitted') return [['cardFingerprint', fact.data.card.fingerprint]];
  if (fact.type === 'MobileConfirmed') return [['mobileNumber', fact.data.numberHash]];
  return [];
}
