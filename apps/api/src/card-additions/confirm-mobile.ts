import { Inject, Injectable } from '@nestjs/common';
import type { JourneyView } from '@onfile/domain';
import { checkMobileNumber } from '@onfile/domain/checks';
import type { Answer } from '../http/answer';
import type { Secrecy } from '../secrecy';
import { SECRECY } from '../tokens';
import { Steps, type StepRequest } from './steps';

/** R16: Next, with the code that came to this number. The digest is bound to the number: another number, another digest. */
@Injectable()
export class ConfirmMobile {
  constructor(
    private readonly steps: Steps,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
  ) {}

  take(request: StepRequest, typed: string, code: string): Promise<Answer<JourneyView>> {
    const { accountId } = request;
    return this.steps.take(request, {
      command: ({ region }) => {
        const numberHash = this.secrecy.numberHash(checkMobileNumber(typed, region).e164);
        const digest = this.secrecy.codeDigest({ accountId, purpose: 'sms', addressHash: numberHash, code });
        return Promise.resolve({ type: 'ConfirmMobile', numberHash, digest });
      },
    });
  }
}
