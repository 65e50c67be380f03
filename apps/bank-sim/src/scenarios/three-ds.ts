import { APPROVE, type Behaviour, type PageEnding, type Scenario } from './scenario';

const ask = (ending: PageEnding, transStatus: 'C' | 'D' = 'C'): Behaviour => ({ on: 'ask', transStatus, ending });

/** 3-D Secure at the hold, every way it may go. Bills are approved unless said otherwise. */
export const threeDs: readonly Scenario[] = [
  {
    name: 'three-ds-challenge',
    prefix: '40000101',
    what: 'The hold shows the bank page (C); it ends as the person answers.',
    hold: ask('as-answered'),
    charge: APPROVE,
  },
  {
    name: 'three-ds-decoupled',
    prefix: '40000102',
    what: 'The hold shows the bank page (D, decoupled); it ends as the person answers.',
    hold: ask('as-answered', 'D'),
    charge: APPROVE,
  },
  {
    name: 'three-ds-always',
    prefix: '40000103',
    what: 'Always asks: the bank page is shown at the hold and at every bill.',
    hold: ask('as-answered'),
    charge: ask('as-answered'),
  },
  {
    name: 'three-ds-never',
    prefix: '40000104',
    what: 'Never asks: approved without 3-D Secure.',
    hold: APPROVE,
    charge: APPROVE,
  },
  {
    name: 'three-ds-frictionless',
    prefix: '40000105',
    what: '3-D Secure says yes without a page (Y).',
    hold: { on: 'approve', transStatus: 'Y' },
    charge: APPROVE,
  },
  {
    name: 'three-ds-attempted',
    prefix: '40000106',
    what: '3-D Secure was attempted (A) and the hold goes on.',
    hold: { on: 'approve', transStatus: 'A' },
    charge: APPROVE,
  },
  {
    name: 'three-ds-informational',
    prefix: '40000107',
    what: '3-D Secure only informs (I) and the hold goes on.',
    hold: { on: 'approve', transStatus: 'I' },
    charge: APPROVE,
  },
  {
    name: 'three-ds-not-confirmed',
    prefix: '40000108',
    what: 'The bank could not confirm that it was the person (N), without a page.',
    hold: { on: 'decline', networkCode: '1A', transStatus: 'N' },
    charge: APPROVE,
  },
  {
    name: 'three-ds-rejected',
    prefix: '40000109',
    what: 'The bank rejects it at 3-D Secure (R), without a page.',
    hold: { on: 'decline', networkCode: '59', transStatus: 'R' },
    charge: APPROVE,
  },
  {
    name: 'three-ds-unavailable',
    prefix: '40000110',
    what: 'The confirmation service is unavailable (U).',
    hold: { on: 'decline', networkCode: '91', transStatus: 'U' },
    charge: APPROVE,
  },
  {
    name: 'three-ds-then-declined',
    prefix: '40000111',
    what: 'The person confirms on the bank page, then the bank declines (05).',
    hold: ask('then-declined'),
    charge: APPROVE,
  },
  {
    name: 'three-ds-error',
    prefix: '40000112',
    what: 'The bank page ends in an error, whatever the person answers (U).',
    hold: ask('error'),
    charge: APPROVE,
  },
  {
    name: 'three-ds-cancelled',
    prefix: '40000113',
    what: 'The bank page ends as cancelled, whatever the person answers.',
    hold: ask('cancelled'),
    charge: APPROVE,
  },
  {
    name: 'three-ds-silent',
    prefix: '40000114',
    what: 'The bank page never ends: no way back, no notice.',
    hold: ask('silent'),
    charge: APPROVE,
  },
];
