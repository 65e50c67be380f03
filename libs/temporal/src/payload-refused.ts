/** Why a payload was not opened. Stable codes. */
export type PayloadRefusal = 'payload-in-clear' | 'payload-key-unknown' | 'payload-tampered';

const reasons: Record<PayloadRefusal, string> = {
  'payload-in-clear': 'a payload is not encrypted',
  'payload-key-unknown': 'a payload is encrypted under a key that this process does not have',
  'payload-tampered': 'a payload was changed or cut after it was encrypted',
};

/** A payload from Temporal can not be trusted, or not be read. Tells neither content nor key. */
export class PayloadRefused extends Error {
  override readonly name = 'PayloadRefused';
  constructor(readonly code: PayloadRefusal) {
    super(reasons[code]);
  }
}
