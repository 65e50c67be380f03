import { createHash } from 'node:crypto';

/** A UUID made of a name: the same name gives the same id. */
export function v5(name: string): string {
  const hash = createHash('sha1').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
