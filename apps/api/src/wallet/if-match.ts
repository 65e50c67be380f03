import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../http/problem';

/**
 * Reads `If-Match`: the wallet's version that the customer decided on; undefined without one, or for `*`.
 * @throws {Problem} `request-invalid` for a tag that no answer ever had
 */
export function ifMatchOf(request: Pick<Request, 'header'>): number | undefined {
  const tag = request.header('if-match')?.trim();
  if (tag === undefined || tag === '' || tag === '*') return undefined;
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(tag) ?? [];
  if (version === undefined) {
    throw new Problem('request-invalid', { errors: [{ field: 'If-Match', message: 'It is the ETag of an answer.' }] });
  }
  return Number(version);
}

/** Hands a controller's method the version out of `If-Match`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined =>
  ifMatchOf(context.switchToHttp().getRequest<Request>()),
);
