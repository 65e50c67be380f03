import { Inject, Injectable } from '@nestjs/common';
import type { JourneyView } from '@onfile/domain';
import { checkMobileNumber } from '@onfile/domain/checks';
import type { VelocityCounters } from '@onfile/gateways';
import type { Answer } from '../http/answer';
import type { PersonalData } from '../personal-data';
import type { Secrecy } from '../secrecy';
import { PERSONAL_DATA, SECRECY, VELOCITY } from '../tokens';
import { takeSend } from './send-limits';
import { Steps, type StepRequest } from './steps';

/** R14–15: Send Code, to a mobile number of the account's region. */
@Injectable()
export class SendMobileCode {
  constructor(
    private readonly steps: Steps,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(VELOCITY) private readonly velocity: VelocityCounters,
  ) {}

  /** @throws {Refusal} also `number-not-of-region`, `number-not-mobile`, `too-many-sends` */
  take(request: StepRequest, typed: string, network: string): Promise<Answer<JourneyView>> {
    const { accountId, keyed } = request;
    let address = '';
    return this.steps.take(request, {
      command: async ({ region }) => {
        address = checkMobileNumber(typed, region).e164;
        const code = this.secrecy.newCode();
        const numberHash = this.secrecy.numberHash(address);
        return {
          type: 'SendSmsCode',
          numberHash,
          digest: this.secrecy.codeDigest({ accountId, purpose: 'sms', addressHash: numberHash, code }),
          sealedNumber: await this.personalData.seal(accountId, { mobileNumber: address }),
          sealedCode: await this.personalData.seal(accountId, { address, code }),
        };
      },
      beforeSending: (at) =>
        takeSend(
          { velocity: this.velocity, secrecy: this.secrecy },
          keyed.commandId,
          { accountId, address, channel: 'sms', network },
          at,
        ),
    });
  }
}
