import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type JourneyView } from '@onfile/domain';
import type { VelocityCounters } from '@onfile/gateways';
import type { Answer } from '../http/answer';
import type { PersonalData } from '../personal-data';
import type { Secrecy } from '../secrecy';
import type { Streams } from '../streams';
import { PERSONAL_DATA, SECRECY, STREAMS, VELOCITY } from '../tokens';
import { takeSend } from './send-limits';
import { Steps, type StepRequest } from './steps';

/** R11: Send Code, to the email address that the account was registered with. */
@Injectable()
export class SendEmailCode {
  constructor(
    private readonly steps: Steps,
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(VELOCITY) private readonly velocity: VelocityCounters,
  ) {}

  /** `network`: where the caller is, for the send limits. @throws {Refusal} also `too-many-sends` */
  take(request: StepRequest, network: string): Promise<Answer<JourneyView>> {
    const { accountId, keyed } = request;
    let address = '';
    return this.steps.take(request, {
      command: async () => {
        address = await this.emailOf(accountId);
        const code = this.secrecy.newCode();
        const addressHash = this.secrecy.emailHash(address);
        return {
          type: 'SendEmailCode',
          digest: this.secrecy.codeDigest({ accountId, purpose: 'email', addressHash, code }),
          sealedCode: await this.personalData.seal(accountId, { address, code }),
        };
      },
      beforeSending: (at) =>
        takeSend(
          { velocity: this.velocity, secrecy: this.secrecy },
          keyed.commandId,
          { accountId, address, channel: 'email', network },
          at,
        ),
    });
  }

  private async emailOf(accountId: string): Promise<string> {
    const { facts } = await this.streams.account(accountId);
    const registered = facts.map(({ fact }) => fact).find((fact) => fact.type === 'AccountRegistered');
    const fields = registered && (await this.personalData.unseal(accountId, registered.sealed));
    if (fields === undefined || fields === 'forgotten' || fields.email === undefined) {
      throw new Refusal('account-unknown', accountId);
    }
    return fields.email;
  }
}
