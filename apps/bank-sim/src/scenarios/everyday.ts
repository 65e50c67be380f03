import { APPROVE, type Scenario } from './scenario';

/** Prefix of the card that just works; any test may make numbers of its own from it. */
export const APPROVE_PREFIX = '40000077';

const approved = { hold: APPROVE, charge: APPROVE };

/** Cards that work, by kind and origin, and those that change their mind between the hold and the bill. */
export const everyday: readonly Scenario[] = [
  { name: 'approve', prefix: APPROVE_PREFIX, what: 'Visa credit. Everything is approved.', ...approved },
  { name: 'approve-mastercard', prefix: '52000077', what: 'Mastercard credit. Everything is approved.', ...approved },
  {
    name: 'amex',
    prefix: '37000077',
    what: 'American Express, 15 digits, a security code of 4. Approved.',
    ...approved,
  },
  { name: 'unionpay', prefix: '62000077', what: 'UnionPay. Approved.', ...approved },
  { name: 'other-network', prefix: '60110077', what: 'A network that Onfile does not name. Approved.', ...approved },
  { name: 'debit', prefix: '40000078', what: 'Visa debit. Approved.', ...approved, funding: 'debit' },
  { name: 'prepaid', prefix: '40000079', what: 'Visa prepaid. Approved.', ...approved, funding: 'prepaid' },
  {
    name: 'foreign-issuer',
    prefix: '40000080',
    what: 'Issued in Brazil (BR), whatever the form says. Approved.',
    ...approved,
    country: 'BR',
  },
  {
    name: 'same-card-again',
    prefix: '40000081',
    what: `Another number of the same card: has the fingerprint of ${APPROVE_PREFIX} with the same digits behind it.`,
    ...approved,
    twinOf: APPROVE_PREFIX,
  },
  {
    name: 'hold-approved-85',
    prefix: '40000285',
    what: 'The hold answers 85, card checked. Bills are approved.',
    hold: { on: 'approve', networkCode: '85' },
    charge: APPROVE,
  },
  {
    name: 'charge-approved-85',
    prefix: '40000385',
    what: 'Bills are approved with code 85.',
    hold: APPROVE,
    charge: { on: 'approve', networkCode: '85' },
  },
  {
    name: 'security-code-not-processed',
    prefix: '40000082',
    what: 'Approved; the bank did not process the security code.',
    hold: { on: 'approve', securityCodeResult: 'not-processed' },
    charge: APPROVE,
  },
  {
    name: 'security-code-not-supported',
    prefix: '40000083',
    what: 'Approved; the bank does not support security codes.',
    hold: { on: 'approve', securityCodeResult: 'not-supported' },
    charge: APPROVE,
  },
  {
    name: 'address-mismatch',
    prefix: '40000084',
    what: 'Approved; the address does not match, which never fails a card alone.',
    hold: { on: 'approve', addressResult: 'mismatch' },
    charge: APPROVE,
  },
];

/** Cards that are added without trouble and show it when their validity is changed (R37). */
export const atEdit: readonly Scenario[] = [
  {
    name: 'declined-at-edit',
    prefix: '40000085',
    what: 'Adds fine; the hold of Edit is declined with 05, no reason given.',
    ...approved,
    renewedAs: 'hold-declined-05',
  },
  {
    name: 'asks-at-edit',
    prefix: '40000086',
    what: 'Adds fine; at Edit the bank shows its page and waits for the person.',
    ...approved,
    renewedAs: 'three-ds-challenge',
  },
  {
    name: 'silent-at-edit',
    prefix: '40000087',
    what: 'Adds fine; at Edit the bank shows its page, and nothing is ever heard of it.',
    ...approved,
    renewedAs: 'three-ds-silent',
  },
];

/** Cards that are added without trouble and show it when the bill comes. */
export const atBilling: readonly Scenario[] = [
  {
    name: 'insufficient-at-billing',
    prefix: '40000090',
    what: 'Adds fine; every bill is declined with 51, balance insufficient.',
    hold: APPROVE,
    charge: { on: 'decline', networkCode: '51' },
  },
  {
    name: 'insufficient-once-at-billing',
    prefix: '40000091',
    what: 'Adds fine; the first bill is declined with 51, later tries are paid.',
    hold: APPROVE,
    charge: { on: 'decline', networkCode: '51', times: 1 },
  },
  {
    name: 'unreachable-once-at-billing',
    prefix: '40000092',
    what: 'Adds fine; at the first try of a bill the bank can not be reached (91), later tries are paid.',
    hold: APPROVE,
    charge: { on: 'decline', networkCode: '91', times: 1 },
  },
  {
    name: 'our-set-up-once-at-billing',
    prefix: '40000097',
    what: 'Adds fine; the first try of a bill is declined with 03, a fault of ours, later tries are paid.',
    hold: APPROVE,
    charge: { on: 'decline', networkCode: '03', times: 1 },
  },
  {
    name: 'part-approved-at-billing',
    prefix: '40000093',
    what: 'Adds fine; of a bill half is approved (10).',
    hold: APPROVE,
    charge: { on: 'approve-part' },
  },
  {
    name: 'confirm-at-billing',
    prefix: '40000094',
    what: 'Adds fine; a bill waits for the person on the bank page (1A).',
    hold: APPROVE,
    charge: { on: 'ask', transStatus: 'C', ending: 'as-answered' },
  },
  {
    name: 'already-sent-at-billing',
    prefix: '40000095',
    what: 'Adds fine; a bill is captured, but the answer says 94, already sent. Looking it up tells.',
    hold: APPROVE,
    charge: { on: 'already-sent' },
  },
  {
    name: 'reissued-at-billing',
    prefix: '40000096',
    what: 'Adds fine; a bill is declined with advice 01 (new card data exists), and the notice of the new card follows.',
    hold: APPROVE,
    charge: { on: 'decline', networkCode: '54', adviceCode: '01', reissues: true },
  },
];

/** Numbers of public test sets that people know by heart. */
export const wellKnown: readonly Scenario[] = [
  '4242424242424242',
  '4111111111111111',
  '4012888888881881',
  '5555555555554444',
  '5105105105105100',
  '378282246310005',
].map((prefix) => ({ name: `known-${prefix}`, prefix, what: 'A well-known test number. Approved.', ...approved }));
