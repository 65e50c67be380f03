/**
 * The shape of a JSON value, as it stands in `facts.json`: `string`, `number`, `boolean`, `anything`, or that very
 * value as JSON (`"visa"`, `30`, `null`); fields by name (`name?` may be absent); a list; a map from any text; or one of several.
 */
export type Shape =
  | string
  | { readonly fields: Readonly<Record<string, Shape>> }
  | { readonly listOf: Shape }
  | { readonly mapOf: Shape }
  | { readonly oneOf: readonly Shape[] };

/** What a type of fact looks like. `sealed`: it has a sealed part beside its data. */
export interface FactShape {
  readonly version: number;
  readonly sealed: boolean;
  readonly data: Shape;
}

/** The first place where `value` is not of the shape; undefined when it is. Fields that the shape lacks are a misfit too. */
export function misfit(shape: Shape, value: unknown, at = 'data'): string | undefined {
  if (typeof shape === 'string') return isBasic(shape, value) ? undefined : `${at} is not ${shape}`;
  if ('oneOf' in shape) {
    const isOne = shape.oneOf.some((one) => misfit(one, value, at) === undefined);
    return isOne ? undefined : `${at} is none of ${JSON.stringify(shape.oneOf)}`;
  }
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return `${at} is no list`;
    return firstOf(value.map((one, index) => misfit(shape.listOf, one, `${at}[${index}]`)));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return `${at} is no object`;
  const entries = Object.entries(value);
  if ('mapOf' in shape) return firstOf(entries.map(([name, one]) => misfit(shape.mapOf, one, `${at}.${name}`)));
  const { fields } = shape;
  const missing = Object.keys(fields).find((name) => !name.endsWith('?') && !(name in value));
  if (missing !== undefined) return `${at}.${missing} is missing`;
  return firstOf(
    entries.map(([name, one]) => {
      const field = fields[name] ?? fields[`${name}?`];
      return field === undefined ? `${at}.${name} is not of this fact` : misfit(field, one, `${at}.${name}`);
    }),
  );
}

const firstOf = (misfits: readonly (string | undefined)[]): string | undefined =>
  misfits.find((one) => one !== undefined);

const KINDS = ['string', 'number', 'boolean'];

function isBasic(shape: string, value: unknown): boolean {
  if (shape === 'anything') return true;
  if (!KINDS.includes(shape)) return JSON.stringify(value) === shape;
  return typeof value === shape && (typeof value !== 'number' || Number.isFinite(value));
}
