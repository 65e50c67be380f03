import type { DeclineChanges } from '../declines';
import { defaultRiskPolicy, type RiskPolicy } from '../risk/rules';
import type { DueTime } from './period';

/** D14: what follows when all cards have failed. Milliseconds after the bill became overdue, and lengths. */
export interface DunningPlan {
  readonly roundsAfterMs: readonly number[];
  readonly restrictedMs: number;
  readonly suspendedMs: number;
}

/** The settings that bills run under. All times in milliseconds. */
export interface BillingPolicy {
  /** D9. */
  readonly due: DueTime;
  /** Copied into each bill when it is issued. */
  readonly dunning: DunningPlan;
  /** How long the gateway keeps a key: until then a charge that it does not know is sent again under the same one. */
  readonly keysKeptMs: number;
  /** How long an outcome is looked for before an operator is asked to (Q5, Q6); it is looked for on even then. */
  readonly unknownMs: number;
  /** Pauses between looks: as long as it is unknown already, within these; `blockedMs` once an operator was asked. */
  readonly look: { readonly firstMs: number; readonly longestMs: number; readonly blockedMs: number };
  /** R29: how long a bank page may stay silent. */
  readonly bankPageMs: number;
  /** Pauses between tries to give a charge back; the last one repeats. */
  readonly giveBackMs: readonly number[];
  /** The networks' limit: tries of one card that it refused, in a time. */
  readonly tries: { readonly most: number; readonly withinMs: number };
  /** What the waits of section 6 are multiplied by: 1; less only where a demonstration must be short. */
  readonly waitScale: number;
  /** Section 6: when the same card may be tried again, where it is set otherwise, by network code. */
  readonly declines: DeclineChanges;
  /** D13. */
  readonly risk: RiskPolicy;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The settings of a fresh installation: D9, D13, D14 and section 6. */
export const defaultBillingPolicy: BillingPolicy = {
  due: { zone: 'Asia/Shanghai', dayOfMonth: 3, hour: 3 },
  dunning: { roundsAfterMs: [DAY, 3 * DAY, 5 * DAY, 7 * DAY], restrictedMs: 15 * DAY, suspendedMs: 15 * DAY },
  keysKeptMs: DAY,
  unknownMs: 3 * DAY,
  look: { firstMs: 2 * SECOND, longestMs: 10 * MINUTE, blockedMs: DAY },
  bankPageMs: 15 * MINUTE,
  giveBackMs: [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR],
  tries: { most: 15, withinMs: 30 * DAY },
  waitScale: 1,
  declines: {},
  risk: defaultRiskPolicy,
};

type Plain = Readonly<Record<string, unknown>>;

/**
 * The policy of an installation: the default with what it sets differently, by name and as deep as needed.
 * @throws {RangeError} a name that is no setting, or a value of another kind.
 */
export function billingPolicyOf(zone: string, overrides: Plain): BillingPolicy {
  const policy = policyWith(defaultBillingPolicy, overrides);
  return { ...policy, due: { ...policy.due, zone } };
}

/**
 * A policy with what is set differently, by name and as deep as needed.
 * @throws {RangeError} a name that is no setting, or a value of another kind.
 */
export function policyWith<Policy extends object>(policy: Policy, overrides: Plain): Policy {
  return merged(policy as unknown as Plain, overrides, 'policy') as unknown as Policy;
}

function merged(standard: Plain, overrides: Plain, path: string): Plain {
  const changes = Object.entries(overrides).map(([name, value]) => {
    const place = `${path}.${name}`;
    if (place === DECLINES) return [name, declinesOf(value)];
    if (!Object.hasOwn(standard, name)) throw new RangeError(`${place} is no such setting`);
    const before = standard[name];
    if (!isOfKind(before, value)) throw new RangeError(`${place} must be of kind ${kindOf(before)}`);
    return [name, isPlain(before) && isPlain(value) ? merged(before, value, place) : value];
  });
  return { ...standard, ...(Object.fromEntries(changes) as Plain) };
}

const DECLINES = 'policy.declines';
const SAME_CARD: Readonly<Record<string, string>> = {
  when: 'string',
  what: 'string',
  waitsMs: 'list',
  atMost: 'number',
};

/** Network codes are many, and each row has two settings. */
function declinesOf(value: unknown): Plain {
  if (!isPlain(value)) throw new RangeError(`${DECLINES} must be of kind object`);
  for (const [code, row] of Object.entries(value)) {
    const place = `${DECLINES}.${code}`;
    if (!/^[0-9A-Z]{2}$/.test(code) || !isPlain(row))
      throw new RangeError(`${place} is no network code with its settings`);
    const { sameCard, triesBeforeNextCard, ...others } = row;
    const [other] = Object.keys(others);
    if (other !== undefined) throw new RangeError(`${place}.${other} is no such setting`);
    if (triesBeforeNextCard !== undefined && typeof triesBeforeNextCard !== 'number')
      throw new RangeError(`${place}.triesBeforeNextCard must be of kind number`);
    if (sameCard !== undefined && !isSameCard(sameCard)) throw new RangeError(`${place}.sameCard is no rule of a card`);
  }
  return value;
}

const isSameCard = (value: unknown): boolean =>
  isPlain(value) &&
  ['now', 'never', 'later', 'after'].includes(value['when'] as string) &&
  (value['when'] === 'later') === Array.isArray(value['waitsMs']) &&
  Object.entries(value).every(([name, part]) => SAME_CARD[name] === kindOf(part)) &&
  isOfKind([0], value['waitsMs'] ?? []);

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'nothing' : typeof value);

/** Of a list, also what is in it. */
const isOfKind = (standard: unknown, value: unknown): boolean =>
  kindOf(standard) === kindOf(value) &&
  (!Array.isArray(standard) ||
    standard.length === 0 ||
    (value as readonly unknown[]).every((item) => kindOf(item) === kindOf(standard[0])));
