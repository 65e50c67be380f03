/** `pending`: the bank took the request and will finish it later. */
export type ReleaseOutcome =
  | { outcome: 'released' }
  | { outcome: 'pending' }
  | { outcome: 'refused'; reason: 'already-settled' | 'other'; networkCode?: string }
  | { outcome: 'unknown' };
