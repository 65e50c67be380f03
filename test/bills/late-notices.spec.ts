import type { AccountEvent, WalletEvent } from '@onfile/domain';
import { fakeMail } from '@onfile/gateways';
import { createActivities, readTemplates, type ActivityPorts } from '@onfile/worker';
import type { CardNoticeName } from '@onfile/workflows';
import { join } from 'node:path';
import { ACCOUNT, billBench, THE_THIRD, visa } from './bench/bill-bench';

const TEMPLATES = readTemplates(join(__dirname, '../../apps/worker/templates'));
const at = THE_THIRD;
const accountId = ACCOUNT;

/** An account with one card, and a mail about a fact of it that may have waited for days. */
function lateMail(stream: 'wallet' | 'account', fact: WalletEvent | AccountEvent) {
  const { log, account, card, ports } = billBench();
  account();
  card('a');
  log.given(`${stream}-${ACCOUNT}`, fact);
  const eventId = log.facts(`${stream}-${ACCOUNT}`).at(-1)!.id;
  return {
    log,
    mails: async (notice: CardNoticeName) => {
      const mail = fakeMail();
      const { sendNotice } = createActivities({
        ...{ log, mail, templates: TEMPLATES, publicUrl: 'https://onfile.example', now: ports.now },
        sealer: { unseal: async () => ({ email: 'ada@example.com' }) },
      } as unknown as ActivityPorts); // what a notice asks for
      await sendNotice({ eventId, notice, accountId, stream, streamId: ACCOUNT });
      return mail.sent.size;
    },
  };
}

const expiry = '2030-12';
const expired: WalletEvent = { type: 'CardExpired', at, data: { accountId, cardId: 'a', expiry } };
const warned: WalletEvent = { type: 'CardExpiryWarned', at, data: { accountId, cardId: 'a', expiry, daysBefore: 7 } };
const blocked: WalletEvent = {
  type: 'CardBlocked',
  at,
  data: { accountId, cardId: 'a', group: 'not-allowed-kind', forGood: false, of: 'bill' },
};
const removed: WalletEvent = {
  type: 'CardRemoved',
  at,
  data: { accountId, cardId: 'a', card: visa('tok_a'), because: 'asked' },
};
const renewed: WalletEvent = {
  type: 'CardValidityChanged',
  at,
  data: {
    ...{ accountId, cardId: 'a', changeId: 'vch_1', card: { ...visa('tok_new'), expiry: '2035-01' } },
    replaced: { token: 'tok_a', expiry, last4: '4242' },
  },
};
const unblocked: WalletEvent = {
  type: 'CardUnblocked',
  at,
  data: { accountId, cardId: 'a', because: 'verified-anew' },
};

describe('a mail about cards that asks for something, and comes late', () => {
  it.each<[CardNoticeName, string, WalletEvent, WalletEvent]>([
    ['card-expired', 'edited', expired, renewed],
    ['card-expired', 'removed', expired, removed],
    ['card-expires-soon', 'edited', warned, renewed],
    ['card-expires-soon', 'removed', warned, removed],
    ['card-blocked', 'verified anew', blocked, unblocked],
    ['card-blocked', 'removed', blocked, removed],
  ])('%s is not sent once the card was %s', async (notice, _what, fact, since) => {
    const { log, mails } = lateMail('wallet', fact);
    expect(await mails(notice)).toBe(1);
    log.given(`wallet-${ACCOUNT}`, since);
    expect(await mails(notice)).toBe(0);
  });

  it('D15 that no valid card is left is not told once there is one again', async () => {
    const suspended: AccountEvent = { type: 'PostpaymentSuspended', at, data: { because: 'no-valid-card' } };
    const { log, mails } = lateMail('account', suspended);
    expect(await mails('postpayment-suspended')).toBe(1);
    log.given(`account-${ACCOUNT}`, { type: 'PostpaymentRestored', at, data: { cardId: 'a' } });
    expect(await mails('postpayment-suspended')).toBe(0);
  });

  it('what was done is told all the same: a card that was removed', async () => {
    const { mails } = lateMail('wallet', removed);
    expect(await mails('card-removed')).toBe(1);
  });
});
