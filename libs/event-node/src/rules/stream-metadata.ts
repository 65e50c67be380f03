/** `$tb` of a soft-deleted stream is 2^63 - 1; JavaScript rounds it, so anything near counts. */
const DELETED_FROM = 9.2e18;
/** The metadata that a soft delete leaves. Written as text: a JavaScript number would be 9223372036854775807 rounded. */
export const SOFT_DELETED_JSON = '{"$tb":9223372036854775807}';

/** What the metadata of a stream say about which of its events can be read. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAgeMs?: number;
  /** Events before this revision can not be read. */
  readonly truncateBefore?: number;
  readonly softDeleted: boolean;
}

const NONE: StreamMetadata = { softDeleted: false };
const NUMBERS = ['$maxCount', '$maxAge', '$tb', '$cacheControl'];

/** Understands the newest event of `$$stream`. Broken JSON or a value of a wrong type makes all of it count as empty. */
export function parseMetadata(json: Buffer | undefined): StreamMetadata {
  const content = json && objectOf(json);
  if (!content || NUMBERS.some((key) => content[key] !== undefined && !Number.isInteger(content[key]))) return NONE;
  if (content['$acl'] !== undefined && !isAcl(content['$acl'])) return NONE;
  const positive = (key: string): number | undefined => {
    const value = content[key] as number | undefined;
    return value !== undefined && value > 0 ? value : undefined;
  };
  const maxAge = positive('$maxAge');
  const truncateBefore = positive('$tb');
  return {
    maxCount: positive('$maxCount'),
    maxAgeMs: maxAge === undefined ? undefined : maxAge * 1000,
    truncateBefore,
    softDeleted: truncateBefore !== undefined && truncateBefore >= DELETED_FROM,
  };
}

/** The metadata of a stream that lives again: as before, but events before `revision` stay hidden. */
export function restoredMetadata(json: Buffer | undefined, revision: number): Buffer {
  return Buffer.from(JSON.stringify({ ...(json && objectOf(json)), $tb: revision }));
}

function objectOf(json: Buffer): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(json.toString('utf8'));
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const ACL_KEYS = ['$r', '$w', '$d', '$mr', '$mw'];

/** Each right is the name of a role or a list of them. */
function isAcl(acl: unknown): boolean {
  if (typeof acl !== 'object' || acl === null || Array.isArray(acl)) return false;
  const rights = acl as Record<string, unknown>;
  const isName = (value: unknown): boolean => typeof value === 'string';
  return ACL_KEYS.every((key) => {
    const right = rights[key];
    return right === undefined || isName(right) || (Array.isArray(right) && right.every(isName));
  });
}

/** The lowest revision that metadata leave readable by count and `$tb`; age is a matter of each event. */
export function firstReadable({ maxCount, truncateBefore }: StreamMetadata, last: number): number {
  const byCount = maxCount === undefined ? 0 : last - maxCount + 1;
  return Math.max(0, byCount, truncateBefore ?? 0);
}
