import { Inject, Injectable } from '@nestjs/common';
import { subscriptionGate, type BillingPolicy } from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import { latestOf } from '../http/latest';
import { Problem } from '../http/problem';
import type { ApiSettings } from '../settings';
import type { Streams } from '../streams';
import { BILLING_POLICY, CLOCK, SETTINGS, STREAMS } from '../tokens';

/** R2: may this account subscribe? */
export interface Gate {
  readonly allowed: boolean;
  readonly missing: readonly string[];
  readonly suspended: boolean;
  /** D14: a bill is unpaid; what runs goes on. */
  readonly restricted: boolean;
  /** Where the person gives what is missing. */
  readonly goOnAt?: string;
}

/** Answers the gate out of the streams alone: strictly consistent with whatever was answered before. */
@Injectable()
export class SubscriptionGate {
  constructor(
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(BILLING_POLICY) private readonly billing: Pick<BillingPolicy, 'due'>,
  ) {}

  /** @throws {Problem} not-found */
  async of(accountId: string): Promise<Answer<Gate>> {
    const [account, wallet] = await Promise.all([this.streams.account(accountId), this.streams.wallet(accountId)]);
    if (account.state.registered === undefined) throw new Problem('not-found');
    const at = this.now().toISOString();
    const { allowed, missing } = subscriptionGate(account.state, wallet.state, this.billing.due.zone, at);
    const goOnAt = missing.length > 0 ? { goOnAt: `${this.settings.publicUrl}/complete-information` } : {};
    const position = latestOf(account.facts, wallet.facts);
    const { suspended, restricted } = account.state;
    return new Answer({ allowed, missing, suspended, restricted, ...goOnAt }, { position });
  }
}
