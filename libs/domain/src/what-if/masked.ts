import type { RecordedFact } from './recording';

/** Fields that hold a token or a digest, wherever they are. */
const SECRET_FIELDS: readonly string[] = ['token', 'fingerprint', 'digest', 'numberHash', 'emailHash'];
/** Fields that no rule looks at, and that may tell of a person or open a page. */
const LEFT_OUT: readonly string[] = ['url', 'description'];
/** Categories whose stream is named by a digest. */
const DIGEST_NAMED: Readonly<Partial<Record<RecordedFact['category'], string>>> = {
  cardFingerprint: 'fingerprint',
  mobileNumber: 'numberHash',
};

/**
 * The same facts without what is sealed, and with words in the place of tokens and digests: the same word for the same
 * secret throughout, so that rules which compare them decide as they did. Addresses of bank pages
 * and what expenses were for are left out.
 */
export function masked(facts: readonly RecordedFact[]): readonly RecordedFact[] {
  const words = new Map<string, string>();
  const wordFor = (field: string, secret: string): string => {
    const known = words.get(`${field} ${secret}`);
    if (known !== undefined) return known;
    const word = `${field}-${words.size + 1}`;
    words.set(`${field} ${secret}`, word);
    return word;
  };
  const cleaned = (value: unknown, field: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => cleaned(one, field));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleaned(inner, name)]));
    }
    if (typeof value !== 'string') return value;
    if (LEFT_OUT.includes(field)) return 'left out';
    return SECRET_FIELDS.includes(field) ? wordFor(field, value) : value;
  };
  return facts.map((recorded) => {
    const { type, at, data } = recorded.fact;
    const named = DIGEST_NAMED[recorded.category];
    const id = named === undefined ? recorded.id : wordFor(named, recorded.id);
    return { ...recorded, id, fact: { type, at, data: cleaned(data, '') } };
  });
}
