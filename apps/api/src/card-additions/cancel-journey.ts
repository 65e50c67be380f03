import { Injectable } from '@nestjs/common';
import type { JourneyView } from '@onfile/domain';
import type { Answer } from '../http/answer';
import { Steps, type StepRequest } from './steps';

/** Cancel: nothing is held against anybody before the card was submitted (R31); after it, the hold goes back (R25). */
@Injectable()
export class CancelJourney {
  constructor(private readonly steps: Steps) {}

  take(request: StepRequest): Promise<Answer<JourneyView>> {
    return this.steps.take(request, { command: () => Promise.resolve({ type: 'Cancel' }) });
  }
}
