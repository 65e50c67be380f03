/** Who can mend a failed attempt: the customer, their bank, Onfile, or nobody (waiting may). */
export type WhoCanFix = 'person' | 'bank' | 'us' | 'nobody';
