/** What the bank is asked to do; `notice`, `mail` and `sms` are what it does by itself or for others. */
export const OPERATIONS = ['token', 'hold', 'charge', 'find', 'void', 'refund', 'page', 'sms', 'settlement'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What may go wrong (requirements section 7). */
export const FAULTS = [
  'lost-before',
  'lost-after',
  'late',
  'slow',
  'down',
  'status-down',
  'rate-limited',
  'already-settled',
  'void-late',
  'notice-twice',
  'notice-late',
  'notice-lost',
  'notice-before-answer',
  'notice-contradicts',
] as const;
export type FaultName = (typeof FAULTS)[number];

/** Faults of a call itself; the others are about what follows from it. */
export const CALL_FAULTS: readonly FaultName[] = [
  'lost-before',
  'lost-after',
  'late',
  'slow',
  'down',
  'status-down',
  'rate-limited',
];
export const VOID_FAULTS: readonly FaultName[] = ['already-settled', 'void-late'];
export const NOTICE_FAULTS: readonly FaultName[] = [
  'notice-twice',
  'notice-late',
  'notice-lost',
  'notice-before-answer',
  'notice-contradicts',
];

/** A fault as the operator of the bank set it. What is not given matches everything. */
export interface PlannedFault {
  readonly id: number;
  readonly match: { readonly operation?: Operation; readonly key?: string; readonly last4?: string };
  readonly fault: FaultName;
  /** How many calls still meet it; not given: all, until it is taken away. */
  readonly times?: number;
  /** How long `late`, `slow`, `void-late` and `notice-late` take, in milliseconds. */
  readonly ms?: number;
  /** From 0 to 1: which share of the calls meets it, drawn from the bank's seed and the key. */
  readonly chance?: number;
}

/** What a call runs into. */
export interface MetFault {
  readonly fault: FaultName;
  readonly ms: number;
}

/** Longer than a caller waits for an answer (10 s) for `late`; noticeable for the others. */
export const USUAL_MS: Readonly<Partial<Record<FaultName, number>>> = {
  late: 15_000,
  slow: 1_000,
  'void-late': 1_000,
  'notice-late': 1_000,
};
