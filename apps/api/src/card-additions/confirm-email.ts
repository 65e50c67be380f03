import { Inject, Injectable } from '@nestjs/common';
import { Refusal, type JourneyView } from '@onfile/domain';
import type { Answer } from '../http/answer';
import type { Secrecy } from '../secrecy';
import type { Streams } from '../streams';
import { SECRECY, STREAMS } from '../tokens';
import { Steps, type StepRequest } from './steps';

/** R12: Next, with the code that came by mail. Only its digest goes on; the rules compare digests. */
@Injectable()
export class ConfirmEmail {
  constructor(
    private readonly steps: Steps,
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
  ) {}

  take(request: StepRequest, code: string): Promise<Answer<JourneyView>> {
    const { accountId } = request;
    return this.steps.take(request, {
      command: async () => {
        const { state } = await this.streams.account(accountId);
        const addressHash = state.registered?.emailHash;
        if (addressHash === undefined) throw new Refusal('account-unknown', accountId);
        return {
          type: 'ConfirmEmail',
          digest: this.secrecy.codeDigest({ accountId, purpose: 'email', addressHash, code }),
        };
      },
    });
  }
}
