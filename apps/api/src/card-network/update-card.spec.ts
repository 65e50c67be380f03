import { cardOf } from '@onfile/domain/fixtures';
import type { TokenDescription } from '@onfile/gateways';
import { memoryLog } from '../../testing/memory-log';
import { keyedSecrecy } from '../wiring/keyed-secrecy';
import { logWallets } from '../wiring/log-wallets';
import { UpdateCard } from './update-card';

const NOW = '2024-05-10T12:00:00.000Z';
const pepper = Buffer.alloc(32, 7).toString('base64');

describe('a gateway that keeps the token of a card and changes what it stands for', () => {
  it('R37 D16 the card gets its new number, and the old one is free again', async () => {
    const log = memoryLog();
    const secrecy = keyedSecrecy({ codePepper: pepper, fingerprintPepper: pepper });
    const [before, after] = ['old', 'new'].map((number) => secrecy.fingerprintHash(number)) as [string, string];
    const data = { accountId: 'acc_1', cardId: 'a' };
    const card = cardOf('a', { token: 'pm_1', fingerprint: before, expiry: '2024-06' });
    log.given('wallet-acc_1', { type: 'CardAdded', at: NOW, data: { ...data, journeyId: 'j', card } });
    log.given(`cardFingerprint-${before}`, { type: 'FingerprintTaken', at: NOW, data });
    const { brand, funding, issuingCountry } = card;
    const now: TokenDescription = {
      ...{ token: 'pm_1', brand, funding, issuingCountry },
      ...{ last4: '1881', expiry: '2029-06', fingerprint: 'new' },
    };
    const gateway = { describeToken: () => Promise.resolve(now) };
    const update = new UpdateCard(logWallets(log, 'Asia/Shanghai'), gateway, secrecy, () => new Date(NOW));

    await update.told('evt_1', { token: 'pm_1', newToken: 'pm_1', fingerprintBefore: 'old' });
    await update.told('evt_1', { token: 'pm_1', newToken: 'pm_1', fingerprintBefore: 'old' });
    const updates = log.all().filter(({ fact }) => fact.type === 'CardUpdated');
    expect(updates.map(({ fact }) => fact.data)).toMatchObject([{ card: { last4: '1881', fingerprint: after } }]);
    expect(log.types(`cardFingerprint-${before}`)).toStrictEqual(['FingerprintTaken', 'FingerprintReleased']);
    expect(log.types(`cardFingerprint-${after}`)).toStrictEqual(['FingerprintTaken']);
  });
});
