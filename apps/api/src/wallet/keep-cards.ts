import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type BillingPolicy, type WalletCommand } from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import type { Secrecy } from '../secrecy';
import { BILLING_POLICY, CLOCK, SECRECY, WALLETS } from '../tokens';
import { shownWallet, type ShownWallet } from './shown-wallet';
import type { WalletRequest, Wallets } from './wallets';

/** A request without the calendar that cards expire by. */
type Asked<Type extends WalletCommand['type']> = Omit<Extract<WalletRequest, { type: Type }>, 'type' | 'billingZone'>;

/** R34–40: what a customer decides about the cards on file. One decision, one append. */
@Injectable()
export class KeepCards {
  constructor(
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(BILLING_POLICY) private readonly billing: Pick<BillingPolicy, 'due'>,
  ) {}

  /** R34. @throws {Refusal} card-unknown, card-removed, card-expired, card-blocked. @throws {Problem} wallet-changed */
  setDefault(accountId: string, asked: Asked<'SetDefault'>, keyed: KeyedRequest): Promise<Answer<ShownWallet>> {
    return this.decide(accountId, { type: 'SetDefault', ...asked, billingZone: this.billing.due.zone }, keyed);
  }

  /** D6. @throws {Refusal} order-invalid, card-unknown, card-removed. @throws {Problem} wallet-changed */
  reorder(accountId: string, asked: Asked<'Reorder'>, keyed: KeyedRequest): Promise<Answer<ShownWallet>> {
    return this.decide(accountId, { type: 'Reorder', ...asked, billingZone: this.billing.due.zone }, keyed);
  }

  /** R39–40, D17. @throws {Refusal} default-card, last-card, bill-unpaid, … @throws {Problem} wallet-changed */
  remove(accountId: string, asked: Asked<'RemoveCard'>, keyed: KeyedRequest): Promise<Answer<ShownWallet>> {
    return this.decide(accountId, { type: 'RemoveCard', ...asked, billingZone: this.billing.due.zone }, keyed);
  }

  private async decide(
    accountId: string,
    request: WalletRequest,
    { commandId, body }: KeyedRequest,
  ): Promise<Answer<ShownWallet>> {
    const at = this.now().toISOString();
    try {
      const bodyHash = this.secrecy.bodyHash(commandId, [request, body]);
      const { wallet, position, repeated } = await this.wallets.decide(accountId, request, { commandId, bodyHash, at });
      return new Answer(shownWallet(accountId, wallet, { at, billingZone: this.billing.due.zone }), {
        position,
        hit: repeated,
      });
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'wallet-changed')) throw error;
      // R34: two tabs. The customer sees at once what is so now, and decides again.
      const { wallet } = await this.wallets.read(accountId);
      const current = shownWallet(accountId, wallet.state, { at, billingZone: this.billing.due.zone });
      throw new Problem('wallet-changed', { version: current.revision, current });
    }
  }
}
