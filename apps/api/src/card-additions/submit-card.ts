import { Inject, Injectable } from '@nestjs/common';
import { checkTaxId, type CardSummary, type JourneyView } from '@onfile/domain';
import type { CardNetwork } from '@onfile/gateways';
import type { Answer } from '../http/answer';
import { Problem } from '../http/problem';
import type { PersonalData } from '../personal-data';
import type { Secrecy } from '../secrecy';
import { CARD_GATEWAY, PERSONAL_DATA, SECRECY } from '../tokens';
import type { SubmitCardDto } from './card-additions.dto';
import { Steps, type StepRequest } from './steps';

/** R21–28: Yes. The token is described by the gateway; what the caller might say of the card is not asked. */
@Injectable()
export class SubmitCard {
  constructor(
    private readonly steps: Steps,
    @Inject(CARD_GATEWAY) private readonly gateway: Pick<CardNetwork, 'describeToken'>,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
  ) {}

  /** @throws {Problem} `token-unknown`. @throws {Refusal} also `tax-id-invalid`. @throws {GatewayUnreachable} */
  take(request: StepRequest, { cardToken, holderName, taxId }: SubmitCardDto): Promise<Answer<JourneyView>> {
    const { accountId } = request;
    return this.steps.take(request, {
      command: async ({ policy }) => {
        const checked = taxId && checkTaxId(taxId.type, taxId.number, policy.rutStrict);
        const card = await this.describe(cardToken);
        const personal = {
          ...(holderName ? { holderName: holderName.trim() } : {}),
          ...(checked ? { taxId: checked.canonical } : {}),
        };
        return {
          type: 'SubmitCard',
          card,
          ...(taxId && checked
            ? { taxId: { type: taxId.type, ...(checked.warning ? { warning: checked.warning } : {}) } }
            : {}),
          sealed: await this.personalData.seal(accountId, personal),
        };
      },
    });
  }

  private async describe(cardToken: string): Promise<CardSummary> {
    const known = await this.gateway.describeToken(cardToken);
    if (known === undefined) throw new Problem('token-unknown');
    const { token, brand, last4, expiry, funding, issuingCountry, fingerprint } = known;
    const keyed = this.secrecy.fingerprintHash(fingerprint);
    return { token, brand, last4, expiry, funding, issuingCountry, fingerprint: keyed };
  }
}
