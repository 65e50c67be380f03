import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from './problem';

/** Visible ASCII, long enough not to be a counter, short enough to hash. */
const KEY = /^[\x21-\x7e]{8,200}$/;
const MINIMAL = /(?:^|[,;\s])return=minimal(?:$|[,;\s])/i;

/** One request as its sender names it: sent again under the same key it is the same request. */
export interface KeyedRequest {
  /** The command id: a hash of route, caller and key. Also the id of the Temporal Update. */
  readonly commandId: string;
  /** What was asked: the body as parsed. Hashed under a key of its own before it is kept anywhere. */
  readonly body: unknown;
  /** It asks for no more than that it was done and how (`Prefer: return=minimal`, RFC 7240). */
  readonly minimal?: boolean;
}

/**
 * Reads the `Idempotency-Key` header.
 * @throws {Problem} `idempotency-key-missing`
 */
export function keyedRequest(request: Request, caller: string): KeyedRequest {
  const key = request.header('idempotency-key');
  if (key === undefined || !KEY.test(key)) throw new Problem('idempotency-key-missing');
  return {
    commandId: commandIdOf(`${request.method} ${addressOf(request)}`, caller, key),
    body: request.body as unknown,
    ...(MINIMAL.test(request.header('prefer') ?? '') && { minimal: true }),
  };
}

/** The address as its route declares it: however it is written, with a slash at its end or in capitals, it is the same. */
function addressOf({ route, params, path }: Request): string {
  const declared = (route as { path?: unknown } | undefined)?.path;
  if (typeof declared !== 'string') return path;
  return declared.replace(/:(\w+)/g, (_, name: string) => String(params[name]));
}

/** Hash of route, caller and key: opaque, and never equal for two routes or two callers. */
export const commandIdOf = (route: string, caller: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([route, caller, key]))
    .digest('base64url')
    .slice(0, 32);

/** Hands a controller's method the request under its key. */
export const Keyed = createParamDecorator((_: unknown, context: ExecutionContext): KeyedRequest => {
  const request = context.switchToHttp().getRequest<Request & { caller?: { subject: string } }>();
  return keyedRequest(request, request.caller?.subject ?? '');
});
