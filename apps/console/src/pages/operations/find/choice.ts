/** How journeys can stand, as operators look for them. */
export const STATES = ['open', 'stuck', 'late', 'failed', 'succeeded', 'abandoned'] as const;

/** One of them. */
export type JourneyState = (typeof STATES)[number];

/** Which journeys; all of them without it. */
export interface JourneyChoice {
  readonly account?: string;
  readonly last4?: string;
  readonly state?: JourneyState;
}

const isState = (text: string | null): text is JourneyState => STATES.some((known) => known === text);

/** The choice in an address, so that a list can be sent to a colleague. */
export function choiceIn(address: URLSearchParams): JourneyChoice {
  const account = address.get('account') ?? '';
  const last4 = address.get('last4') ?? '';
  const state = address.get('state');
  return {
    ...(/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(account) && { account }),
    ...(/^\d{4}$/.test(last4) && { last4 }),
    ...(isState(state) && { state }),
  };
}

/** The address part of a choice. */
export const addressOf = (choice: JourneyChoice): string => new URLSearchParams({ ...choice }).toString();
