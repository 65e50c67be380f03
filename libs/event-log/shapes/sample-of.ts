import type { FactShape, Shape } from './shape';

/** A fact as it stands in the log, to be kept as a sample. */
export interface Sample {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, string>>;
}

const AT = '2024-05-10T08:00:00.000Z';

/** What a text of this name holds in a sample; no person's and no card's number. */
const texts: Readonly<Record<string, string>> = {
  amount: '100',
  currency: 'USD',
  expiry: '2029-08',
  fingerprint: 'fingerprint-digest',
  from: 'USD',
  issuingCountry: 'US',
  language: 'en',
  last4: '4242',
  networkCode: '51',
  period: '2024-04',
  rate: '1',
  region: 'US',
  to: 'USD',
  url: 'https://bank.example/page',
  zone: 'Asia/Shanghai',
};

/** A sample of a fact of this shape, made by the names of its fields. Stays as it is once it is kept. */
export function sampleOf(category: string, type: string, { version, sealed, data }: FactShape): Sample {
  return {
    stream: `${category}-sample`,
    type,
    data: { data: valueOf(data, type), ...(sealed ? { sealed: 's1.sealed' } : {}) },
    metadata: { at: AT, commandId: `sample-${type}`, v: String(version) },
  };
}

function valueOf(shape: Shape, name: string): unknown {
  if (typeof shape === 'string') return basicOf(shape, name);
  if ('oneOf' in shape) return valueOf(shape.oneOf[0] ?? 'null', name);
  if ('listOf' in shape) return [valueOf(shape.listOf, name)];
  if ('mapOf' in shape) return { [`${name}-1`]: valueOf(shape.mapOf, name) };
  return Object.fromEntries(
    Object.entries(shape.fields).map(([field, of]) => {
      const plain = field.replace(/\?$/, '');
      return [plain, valueOf(of, plain)];
    }),
  );
}

function basicOf(shape: string, name: string): unknown {
  if (shape === 'number') return name === 'minor' ? 100 : 1;
  if (shape === 'boolean') return true;
  if (shape === 'anything') return null;
  if (shape !== 'string') return JSON.parse(shape) as unknown;
  if (/^at$|At$|After$|By$|Of$/.test(name)) return AT;
  return texts[name] ?? `${name}-1`;
}
