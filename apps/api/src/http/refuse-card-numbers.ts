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

function holds(value: unknown, field = ''): boolean {
  if (typeof value === 'string') return !isPhone(field, value) && holdsCardNumber(value);
  if (typeof value === 'number') return holdsCardNumber(String(value));
  if (Array.isArray(value)) return value.some((item) => holds(item, field));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).some(([name, inner]) => holdsCardNumber(name) || holds(inner, name));
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
