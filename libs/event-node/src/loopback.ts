import { isIP } from 'node:net';

/**
 * Refuses an address that others than this machine could reach: the node knows no users and no TLS.
 * @throws {RangeError}
 */
export function loopback(host: string): void {
  const isLoopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  if (isLoopback) return;
  throw new RangeError(
    `the node listens on this machine only: host must be 127.0.0.1, ::1 or localhost, not "${host}"`,
  );
}
