import { randomBytes } from 'node:crypto';
import { createDigests } from './digests';

const peppers = {
  codePepper: randomBytes(32).toString('base64'),
  fingerprintPepper: randomBytes(32).toString('base64'),
};
const digests = createDigests(peppers);
const code = { accountId: 'acc', purpose: 'sms', addressHash: 'number-hash', code: '123456' } as const;

describe('digests', () => {
  it('S8 S10 of a code are bound to account, purpose, address and code', () => {
    const others = [
      { ...code, accountId: 'acc2' },
      { ...code, purpose: 'email' as const },
      { ...code, addressHash: 'other-number' },
      { ...code, code: '123457' },
      { ...code, accountId: 'ac', addressHash: 'cnumber-hash' }, // the same text, cut elsewhere
    ];
    const all = [code, ...others].map((it) => digests.codeDigest(it));
    expect(new Set(all).size).toBe(all.length);
    expect(digests.codeDigest(code)).toBe(createDigests(peppers).codeDigest({ ...code }));
  });

  it('of an address do not depend on capitals or blanks around it', () => {
    expect(digests.emailHash(' Ana@Example.com ')).toBe(digests.emailHash('ana@example.com'));
    expect(digests.emailHash('ana@example.com')).not.toBe(digests.emailHash('ann@example.com'));
  });

  it('are nothing without the pepper, and never the same for two kinds of things', () => {
    const elsewhere = createDigests({ ...peppers, codePepper: randomBytes(32).toString('base64') });
    expect(elsewhere.numberHash('+15550100')).not.toBe(digests.numberHash('+15550100'));
    expect(digests.numberHash('x')).not.toBe(digests.emailHash('x'));
    expect(digests.fingerprintHash('x')).not.toBe(digests.numberHash('x'));
  });
});
