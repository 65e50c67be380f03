import type { CustomerCommand, JourneyView } from '@onfile/domain';

/** How a customer's browser reaches a journey: as the api does it. */
export interface Door {
  step(journeyId: string, updateId: string, command: CustomerCommand): Promise<JourneyView>;
  bankReturns(journeyId: string): void;
}
