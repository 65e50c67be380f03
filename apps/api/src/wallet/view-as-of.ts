import { Inject, Injectable } from '@nestjs/common';
import {
  evolveAccount,
  evolveWallet,
  initialAccount,
  initialWallet,
  subscriptionGate,
  type BillingPolicy,
  type SubscriptionGate,
} from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import { latestOf } from '../http/latest';
import { Problem } from '../http/problem';
import type { StoredFact } from '../streams';
import { BILLING_POLICY, CLOCK, WALLETS } from '../tokens';
import { shownWallet, type ShownWallet } from './shown-wallet';
import type { Wallets } from './wallets';

/** A wallet and its gate as they were at one instant. */
export interface WalletAsOf extends ShownWallet {
  readonly at: string;
  readonly gate: SubscriptionGate;
}

/** X4: the wallet and the gate at any past moment, from the log alone. */
@Injectable()
export class ViewAsOf {
  constructor(
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(BILLING_POLICY) private readonly billing: Pick<BillingPolicy, 'due'>,
  ) {}

  /** `at` in the future is now. @throws {Problem} not-found: the account was not registered then */
  async of(accountId: string, asked: string | undefined): Promise<Answer<WalletAsOf>> {
    const now = this.now().toISOString();
    const at = asked === undefined || asked > now ? now : asked;
    const { account, wallet } = await this.wallets.read(accountId);
    const [accountFacts, walletFacts] = [until(account.facts, at), until(wallet.facts, at)];
    const accountThen = accountFacts.map(({ fact }) => fact).reduce(evolveAccount, initialAccount);
    const walletThen = walletFacts.map(({ fact }) => fact).reduce(evolveWallet, initialWallet);
    if (accountThen.registered === undefined) throw new Problem('not-found');
    const { zone: billingZone } = this.billing.due;
    const gate = subscriptionGate(accountThen, walletThen, billingZone, at);
    const position = latestOf(accountFacts, walletFacts);
    return new Answer({ ...shownWallet(accountId, walletThen, { at, billingZone }), at, gate }, { position });
  }
}

function until<Event extends { readonly at: string }>(
  facts: readonly StoredFact<Event>[],
  at: string,
): readonly StoredFact<Event>[] {
  return facts.filter(({ fact }) => fact.at <= at);
}
