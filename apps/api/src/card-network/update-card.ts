import { Inject, Injectable } from '@nestjs/common';
import type { CardSummary } from '@onfile/domain';
import type { CardNetwork, CardNetworkNotice } from '@onfile/gateways';
import { createHash } from 'node:crypto';
import type { Clock } from '../http/clock';
import type { Secrecy } from '../secrecy';
import { CARD_GATEWAY, CLOCK, SECRECY, WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';

/** The card network reissued or re-dated a card: what it is now is asked of the gateway, never taken from the notice. */
@Injectable()
export class UpdateCard {
  constructor(
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(CARD_GATEWAY) private readonly gateway: Pick<CardNetwork, 'describeToken'>,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** A repeat changes nothing. @throws {GatewayUnreachable} so that the gateway sends the notice again */
  async told(
    noticeId: string,
    { token, newToken, fingerprintBefore }: NonNullable<CardNetworkNotice['card']>,
  ): Promise<void> {
    const card = await this.describe(newToken);
    if (card === undefined) return;
    // The old token tells the number as it was known, for as long as the gateway keeps it, unless it is the new one too.
    const before = fingerprintBefore === undefined ? undefined : this.secrecy.fingerprintHash(fingerprintBefore);
    const fingerprint = before ?? ((await this.describe(token)) ?? card).fingerprint;
    const commandId = createHash('sha256').update(`card-notice/${noticeId}`).digest('base64url').slice(0, 32);
    await this.wallets.updateCard({ token, fingerprint }, card, { commandId, at: this.now().toISOString() });
  }

  private async describe(asked: string): Promise<CardSummary | undefined> {
    const known = await this.gateway.describeToken(asked);
    if (known === undefined) return undefined;
    const { token, brand, last4, expiry, funding, issuingCountry, fingerprint } = known;
    const keyed = this.secrecy.fingerprintHash(fingerprint);
    return { token, brand, last4, expiry, funding, issuingCountry, fingerprint: keyed };
  }
}
