import type { BillChoice } from '../queries';

/** How bills can stand, those that wait for somebody first. */
export const BILL_STATES = [
  'blocked',
  'being-checked',
  'confirming',
  'deducting',
  'overdue',
  'restricted',
  'suspended',
  'uncollected',
  'paid',
] as const;

type BillState = (typeof BILL_STATES)[number];

const isState = (text: string | null): text is BillState => BILL_STATES.some((known) => known === text);

/** Which bills an address names. */
export function billChoiceIn(address: URLSearchParams): BillChoice {
  const accountId = address.get('account') ?? '';
  const period = address.get('period') ?? '';
  const status = address.get('status');
  return {
    ...(/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(accountId) && { accountId }),
    ...(/^\d{4}-\d\d$/.test(period) && { period }),
    ...(isState(status) && { status }),
  };
}
