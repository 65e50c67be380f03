import { DECLINES } from '@onfile/domain';
import { keepHistory } from '../replay/keep-history';
import { eventually, withBench } from './bench/with-bench';

/** One network code of every group of section 6. */
const ONE_OF_EACH_GROUP = [
  ...new Map(Object.entries(DECLINES).map(([networkCode, { group }]) => [group, networkCode])),
].filter(([group]) => group !== 'approved');

describe('a journey that the bank ends', () => {
  const bench = withBench();

  it.each(ONE_OF_EACH_GROUP)(
    'section 6: declined, %s (%s): nothing is held and nothing is released',
    async (group, networkCode) => {
      const traveller = bench().traveller();
      await traveller.prepare();
      expect(await traveller.submit({ on: 'decline', networkCode })).toMatchObject({
        state: 'failed',
        result: { code: 'hold-declined', group },
      });
      await traveller.end();
      expect(traveller.facts().slice(-3)).toEqual(['HoldAsked', 'HoldDeclined', 'CardAdditionFailed']);
      expect(traveller.atBank()).toBe('declined');
      await keepHistory(`declined-${group}`, traveller.handle);
    },
  );

  it.each([
    ['N', 'bank-rejected'],
    ['R', 'bank-rejected'],
    ['U', 'system-error'],
  ] as const)('section 6: transStatus %s is the Result %s', async (transStatus, result) => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'decline', networkCode: '1A', transStatus });
    await traveller.end();
    expect(traveller.result()).toBe(result);
  });

  it('section 6: a hold whose bearer was not confirmed fails, and goes back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'approve', transStatus: 'N' });
    await traveller.end();
    expect(traveller.result()).toBe('bank-rejected');
    expect(traveller.facts()).not.toContain('IdentityConfirmed');
    expect(traveller.atBank()).toBe('voided');
    await keepHistory('held-but-not-confirmed', traveller.handle);
  });

  it.each([
    ['cancelled', 'bank-page-cancelled'],
    ['failed', 'bank-rejected'],
  ] as const)('R29 the bank page is %s there: %s, and nothing is held', async (answer, result) => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    bench().world.cards.answerBankPage(traveller.key, answer);
    await traveller.hintOfBank();
    await traveller.end();
    expect(traveller.result()).toBe(result);
    expect(traveller.facts().slice(-3)).toEqual(['BankPageOpened', 'HoldDeclined', 'CardAdditionFailed']);
    await keepHistory(`bank-page-${answer}-there`, traveller.handle);
  });

  it('R29 15 silent minutes fail the journey, and the open hold is voided', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    await bench().env.sleep('14 minutes');
    expect(traveller.result()).toBeUndefined();
    await traveller.end();
    expect(traveller.result()).toBe('bank-page-timed-out');
    expect(traveller.atBank()).toBe('voided');
    await keepHistory('bank-page-timed-out', traveller.handle);
  });

  it('R29 a yes that comes after the time is up is recorded, and goes back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    bench().world.cards.fail('void', 'lost-before', 1);
    await bench().env.sleep('15 minutes');
    await eventually(() => traveller.result() === 'bank-page-timed-out');
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    expect(await traveller.end()).toMatchObject({ state: 'failed', hold: { status: 'voided' } });
    expect(traveller.facts()).toContain('HoldPlaced');
    await keepHistory('bank-page-confirmed-too-late', traveller.handle);
  });

  it.each([
    [{ funding: 'debit' }, 'not-a-credit-card'],
    [{ funding: 'prepaid' }, 'prepaid-or-virtual'],
    [{ brand: 'amex' }, 'network-not-supported'],
    [{ issuingCountry: 'FR' }, 'issued-in-other-country'],
    [{ fingerprint: 'taken' }, 'card-on-another-account'],
  ] as const)(
    'D16 a card that may not be added (%j) is the Result %s, and the bank is never asked',
    async (card, result) => {
      const traveller = bench().traveller();
      bench().world.log.given('cardFingerprint-taken', {
        type: 'FingerprintTaken',
        at: '2024-05-10T12:00:00.000Z',
        data: { accountId: 'acc_other', cardId: 'card_other' },
      });
      await traveller.prepare();
      await traveller.submit({ on: 'approve' }, card);
      await traveller.end();
      expect(traveller.result()).toBe(result);
      expect(traveller.atBank()).toBeUndefined();
      await keepHistory(result, traveller.handle);
    },
  );

  it('D16 a card that another account takes while the bank is asked fails at the very end, and the dollar goes back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' }, { fingerprint: 'raced' });
    bench().world.log.given('cardFingerprint-raced', {
      type: 'FingerprintTaken',
      at: '2024-05-10T12:00:00.000Z',
      data: { accountId: 'acc_other', cardId: 'card_other' },
    });
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    await traveller.end();
    expect(traveller.result()).toBe('card-on-another-account');
    expect(traveller.atBank()).toBe('voided');
    expect(bench().world.log.types(`wallet-${traveller.accountId}`)).toEqual([]);
    await keepHistory('card-taken-meanwhile', traveller.handle);
  });

  it('R3 no rate is published for the currency: our fault, and no hold is asked for', async () => {
    const traveller = bench().traveller({ region: 'KW' });
    await traveller.prepare();
    await traveller.submit({ on: 'approve' }, { issuingCountry: 'KW' });
    await traveller.end();
    expect(traveller.result()).toBe('system-error');
    expect(traveller.facts()).not.toContain('HoldAsked');
    await keepHistory('no-rate', traveller.handle);
  });
});
