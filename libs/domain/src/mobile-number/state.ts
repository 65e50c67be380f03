import type { MobileNumberEvent } from './events';

/** R14–16: the account that confirmed a mobile number, if any. */
export interface MobileNumber {
  readonly takenBy?: string;
}

export const initialMobileNumber: MobileNumber = {};

/** Folds one fact into the state. Total: never throws, reads no clock, has no default branch. */
export function evolveMobileNumber(_state: MobileNumber, fact: MobileNumberEvent): MobileNumber {
  switch (fact.type) {
    case 'NumberTaken':
      return { takenBy: fact.data.accountId };
    case 'NumberReleased':
      return {};
  }
}
