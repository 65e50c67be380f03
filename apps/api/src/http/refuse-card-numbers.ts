import type { NextFunction, Request, Response } from 'express';
import { holdsCardNumber } from './card-number';
import { Problem } from './problem';

/** A phone number in the international form may look like a card number by chance; its field is checked by the rules. */
const INTERNATIONAL_NUMBER = /^\+\d[\d ()-]{4,24}$/;

/**
 * Turns away a request that holds a card number anywhere: address, query, key header, field names or values (R21, S2).
 * It runs before anything is read, logged or kept.
 */
export function refuseCardNumbers(request: Request, _response: Response, next: NextFunction): void {
  const { atLeast: _position, ...query } = request.query;
  const texts = [decoded(request.path), request.header('idempotency-key') ?? ''];
  const found = texts.some(holdsCardNumber) || holds(query) || holds(request.body);
  next(found ? new Problem('card-number-not-accepted') : undefined);
}

/** Goes through a list of what is left and calls itself nowhere: a body may be nested deeper than calls can be. */
function holds(root: unknown): boolean {
  const left: [value: unknown, field: string][] = [[root, '']];
  for (let next = left.pop(); next; next = left.pop()) {
    const [value, field] = next;
    if (typeof value === 'string' && !isPhone(field, value) && holdsCardNumber(value)) return true;
    if (typeof value === 'number' && holdsCardNumber(String(value))) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (holdsCardNumber(name)) return true;
      left.push([inner, Array.isArray(value) ? field : name]);
    }
  }
  return false;
}

const isPhone = (field: string, value: string): boolean =>
  field === 'mobileNumber' && INTERNATIONAL_NUMBER.test(value.trim());

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // not decodable: the router refuses it
  }
}
