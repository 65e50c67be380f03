import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { chargesIdOf } from '@onfile/domain';
import { mintCardNumber } from '../../driver/cards';
import { rawEvent } from './raw';

/** The month that is billed, and when its charges were incurred. */
export const PERIOD = '2024-05';
const INCURRED = '2024-05-10T08:00:00.000Z';
const BEFORE = '2024-02-01T08:00:00.000Z';
/** Charge records of one account in the month. */
const RECORDS = 5;
/** Accounts written in one append. */
const TOGETHER = 20;

/** An account ready to be billed: 1 to 4 cards, a month of charges. */
export interface BenchAccount {
  readonly accountId: string;
  readonly token: string;
}

/** Some accounts whose default is of another kind: every n-th one, with cards whose numbers begin so. */
export interface OddOnes {
  readonly every: number;
  readonly prefix: string;
}

/** Puts `count` accounts into the log, each with its cards at the bank. */
export async function fillAccounts(
  client: KurrentDBClient,
  bankUrl: string,
  prefix: string,
  count: number,
  odd?: OddOnes,
): Promise<BenchAccount[]> {
  const accounts: BenchAccount[] = [];
  while (accounts.length < count) {
    const some = Array.from({ length: Math.min(TOGETHER, count - accounts.length) }, async (_, n) => {
      const place = accounts.length + n;
      const isOdd = odd !== undefined && place % odd.every === 0;
      const kinds = Array.from({ length: 1 + (place % 4) }, (__, card) =>
        isOdd && card === 0 ? odd.prefix : undefined,
      );
      const tokens = await Promise.all(kinds.map((kind) => token(bankUrl, kind)));
      return { accountId: `${prefix}${String(place).padStart(7, '0')}`, tokens };
    });
    const made = await Promise.all(some);
    await client.appendRecords(made.flatMap(({ accountId, tokens }) => factsOf(accountId, tokens)));
    accounts.push(...made.map(({ accountId, tokens }) => ({ accountId, token: tokens[0]! })));
  }
  return accounts;
}

async function token(bankUrl: string, kind?: string): Promise<string> {
  const body = {
    number: mintCardNumber(kind),
    expMonth: 12,
    expYear: 2030,
    securityCode: '123',
    holderName: 'A Person',
  };
  const answer = await fetch(`${bankUrl}/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { token: string }).token;
}

function factsOf(accountId: string, tokens: readonly string[]) {
  const registered = { accountId, region: 'US', registeredAt: BEFORE, emailHash: 'digest', language: 'en' };
  const cards = tokens.map((one, n) => ({
    accountId,
    cardId: `card_${n}`,
    journeyId: `${accountId}_j${n}`,
    card: {
      ...{ token: one, brand: 'visa', last4: '4242', expiry: '2030-12', funding: 'credit' },
      ...{ issuingCountry: 'US', fingerprint: `digest-${accountId}-${n}` },
    },
  }));
  const charges = Array.from({ length: RECORDS }, (_, n) => ({
    ...{ accountId, chargeId: `c${n}`, service: `service-${n % 3}`, description: 'Hours of a machine' },
    ...{ amount: { currency: 'USD', minor: 100 + n }, incurredAt: INCURRED },
  }));
  const to = (streamName: string, record: ReturnType<typeof rawEvent>) => ({ streamName, record });
  return [
    to(`account-${accountId}`, rawEvent('AccountRegistered', BEFORE, registered, 'sealed')),
    to(`account-${accountId}`, rawEvent('CurrencyChosen', BEFORE, { currency: 'USD' })),
    ...cards.map((card) => to(`wallet-${accountId}`, rawEvent('CardAdded', BEFORE, card))),
    to(`wallet-${accountId}`, rawEvent('DefaultCardSet', BEFORE, { cardId: 'card_0', because: 'first-card' })),
    ...charges.map((charge) =>
      to(`charges-${chargesIdOf(accountId, PERIOD)}`, rawEvent('ChargeRecorded', INCURRED, charge)),
    ),
  ];
}
