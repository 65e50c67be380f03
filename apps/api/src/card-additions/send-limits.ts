import { Refusal } from '@onfile/domain';
import type { VelocityCounters, VelocityLimit } from '@onfile/gateways';
import type { Secrecy } from '../secrecy';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where a code is sent to and who asks for it. */
export interface Send {
  readonly accountId: string;
  /** The address or number itself; only digests of it are counted. */
  readonly address: string;
  readonly channel: 'email' | 'sms';
  /** The caller's network: an IPv4 address or an IPv6 /64. */
  readonly network: string;
}

/** How many codes may be sent (R11–12): to one account and one number as the page says, to the rest against abuse. */
const PER_ADDRESS = [
  { atMost: 5, windowMs: HOUR_MS },
  { atMost: 10, windowMs: DAY_MS },
];
/** Numbers of one prefix are often one operator's block: a fraud ring pumps messages to such a block. */
const PER_PREFIX = [{ atMost: 100, windowMs: HOUR_MS }];
const PER_NETWORK = [
  { atMost: 30, windowMs: HOUR_MS },
  { atMost: 100, windowMs: DAY_MS },
];
/** The last digits of a number that its prefix leaves out. */
const NUMBER_TAIL = 4;

/**
 * Takes one send from every counter, or from none.
 * @throws {Refusal} `too-many-sends` with the time from which a send will be taken again.
 */
export async function takeSend(
  { velocity, secrecy }: { velocity: VelocityCounters; secrecy: Secrecy },
  commandId: string,
  send: Send,
  at: Date,
): Promise<void> {
  const taken = await velocity.take(commandId, limitsOf(send, secrecy), at.toISOString());
  if (!taken.taken) throw new Refusal('too-many-sends', 'a send limit was reached', { retryAt: taken.retryAt });
}

function limitsOf({ accountId, address, channel, network }: Send, secrecy: Secrecy): VelocityLimit[] {
  const counted = (
    kind: string,
    value: string,
    limits: readonly { atMost: number; windowMs: number }[],
  ): VelocityLimit[] =>
    limits.map((limit) => ({ bucket: secrecy.bucket(`${channel}-${kind}-${limit.windowMs}`, value), ...limit }));
  return [
    ...counted('account', accountId, PER_ADDRESS),
    ...counted('address', address, PER_ADDRESS),
    ...(channel === 'sms' ? counted('prefix', address.slice(0, -NUMBER_TAIL), PER_PREFIX) : []),
    ...(isOwnMachine(network) ? [] : counted('network', network, PER_NETWORK)),
  ];
}

/** Whoever is on the machine itself needs no api to send messages; on one machine everybody is. */
const isOwnMachine = (network: string): boolean => network.startsWith('127.') || network === '0:0:0:0::/64';
