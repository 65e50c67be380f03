import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { isIPv6 } from 'node:net';

/** The network that a request comes from: an IPv4 address, or the /64 of an IPv6 one, which is one household or host. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const all = [...left, ...gap, ...right].map((group) => Number.parseInt(group, 16));
  const mapped = mappedOf(all);
  if (mapped !== undefined) return mapped;
  const network = all.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** The IPv4 address that an IPv6 one stands for, also where it is written in hexadecimal (`::ffff:c0a8:101`). */
function mappedOf(groups: readonly number[]): string | undefined {
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Hands a controller's method the network of the caller. */
export const ClientNetwork = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  networkOf(context.switchToHttp().getRequest<Request>().ip ?? ''),
);
