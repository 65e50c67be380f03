import { keepHistory } from '../replay/keep-history';
import { refusalOf } from './bench/traveller';
import { eventually, withBench } from './bench/with-bench';
import { sealed } from './bench/world';

describe('a journey that ends with a card on file', () => {
  const bench = withBench();

  it('R4, R30 without a bank page: the card is added, and the dollar goes back at once', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    expect(await traveller.submit({ on: 'approve', transStatus: 'Y' })).toMatchObject({ state: 'succeeded' });
    expect(await traveller.end()).toMatchObject({ state: 'succeeded', step: null, hold: { status: 'voided' } });
    expect(traveller.facts()).toEqual([
      'CardAdditionStarted',
      ...['EmailCodeSent', 'EmailConfirmed', 'SmsCodeSent', 'MobileConfirmed', 'InformationGiven', 'CardSubmitted'],
      ...['HoldAsked', 'IdentityConfirmed', 'HoldPlaced', 'CardAdditionSucceeded'],
      ...['HoldReleaseAsked', 'HoldVoided'],
    ]);
    const { log } = bench().world;
    expect(log.types(`wallet-${traveller.accountId}`)).toEqual(['CardAdded', 'DefaultCardSet']);
    expect(log.types(`account-${traveller.accountId}`).slice(-2)).toEqual(['PostpaymentGranted', 'JourneyClosed']);
    expect(traveller.atBank()).toBe('voided');
    await keepHistory('success-without-bank-page', traveller.handle);
  });

  it('R29 with a bank page: only what the bank itself says counts, and a hint only makes us ask', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    const asked = await traveller.submit({ on: 'bank-page' });
    expect(asked).toMatchObject({ step: 'bank-page', bankPageUrl: expect.stringContaining('bank.example') });
    await traveller.hintOfBank(); // forged, or too early
    await bench().env.sleep('31 seconds'); // past a poll, and short enough where the server does not skip it
    expect(traveller.facts().at(-1)).toBe('BankPageOpened');
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    await traveller.hintOfBank();
    await traveller.hintOfBank(); // the notice comes twice
    expect(await traveller.end()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    expect(traveller.facts().slice(-6)).toEqual([
      ...[
        'BankPageOpened',
        'IdentityConfirmed',
        'HoldPlaced',
        'CardAdditionSucceeded',
        'HoldReleaseAsked',
        'HoldVoided',
      ],
    ]);
    await keepHistory('success-with-bank-page', traveller.handle);
  });

  it('R29 the poll finds a bank page that was passed without any notice', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    expect(await traveller.end()).toMatchObject({ state: 'succeeded' });
  });

  it('R22 a double Yes is one hold: the same step twice, and the same card in another step', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    const first = traveller.submit({ on: 'bank-page' }, {}, 'yes-1');
    const second = traveller.submit({ on: 'bank-page' }, {}, 'yes-1');
    const third = traveller.submit({ on: 'bank-page' }, {}, 'yes-2');
    expect(await second).toEqual(await first);
    expect(await third).toMatchObject({ card: { last4: '4242' } });
    expect(
      bench()
        .world.cards.ledger()
        .filter(({ key }) => key === traveller.key),
    ).toHaveLength(1);
    expect(traveller.facts().filter((type) => type === 'HoldAsked')).toHaveLength(1);
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    await traveller.end();
  });

  it('R24 the hold is in the currency of the account, at a rate that is on record', async () => {
    const traveller = bench().traveller({ region: 'CL' });
    await traveller.prepare();
    const card = { issuingCountry: 'CL' };
    await traveller.submit({ on: 'approve' }, card, 'yes');
    const view = await traveller.end();
    expect(view?.hold?.amount).toEqual({ currency: 'CLP', minor: 946 });
    expect(
      bench()
        .world.cards.ledger()
        .find(({ key }) => key === traveller.key)?.amount,
    ).toEqual(view?.hold?.amount);
  });

  it('R7 an account of some minutes is not asked for the email code', async () => {
    const traveller = bench().traveller({ registeredMsAgo: 60_000 });
    const view = await traveller.addCard();
    expect(view).toMatchObject({ step: 'mobile', steps: [{ step: 'email', status: 'skipped' }, {}, {}, {}, {}] });
    await traveller.take({ type: 'Cancel' });
    await traveller.end();
  });

  it('R11 a wrong code is counted and refused with the tries left; a fifth one voids the code', async () => {
    const traveller = bench().traveller();
    await traveller.addCard();
    await traveller.take({ type: 'SendEmailCode', digest: 'right', sealedCode: sealedCode() });
    await eventually(() => [...bench().world.mail.sent.keys()].includes(`${traveller.journeyId}/email/1`));
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      const answer = await traveller.take({ type: 'ConfirmEmail', digest: 'wrong' });
      expect(answer).toMatchObject({ code: 'code-wrong', details: { triesLeft } });
    }
    expect(refusalOf(await traveller.take({ type: 'ConfirmEmail', digest: 'right' }))).toBe('code-void');
    expect(traveller.facts().filter((type) => type === 'WrongEmailCodeEntered')).toHaveLength(5);
    await bench().env.sleep('61 seconds');
    await traveller.take({ type: 'SendEmailCode', digest: 'newer', sealedCode: sealedCode() });
    expect(await traveller.take({ type: 'ConfirmEmail', digest: 'newer' })).toMatchObject({ step: 'mobile' });
    await traveller.take({ type: 'Cancel' });
    await traveller.end();
    await keepHistory('cancelled-after-wrong-codes', traveller.handle);
  }, 150_000); // a minute of the clock where the server does not skip it

  it('a step out of order leaves no trace, not even in the history', async () => {
    const traveller = bench().traveller();
    await traveller.addCard();
    // The test server writes the task in which an update was turned down; the update itself is in no history.
    const updates = async () =>
      ((await traveller.handle.fetchHistory()).events ?? []).filter(
        (event) => event.workflowExecutionUpdateAcceptedEventAttributes,
      ).length;
    const before = await updates();
    expect(refusalOf(await traveller.submit({ on: 'approve' }))).toBe('step-out-of-order');
    expect(await updates()).toBe(before);
    expect(traveller.facts()).toEqual(['CardAdditionStarted']);
    await traveller.take({ type: 'Cancel' });
    await traveller.end();
  });

  it('a refused start ends the workflow without a trace', async () => {
    const traveller = bench().traveller();
    bench().world.log.given(`account-${traveller.accountId}`, suspended());
    expect(refusalOf(await traveller.addCard())).toBe('account-suspended');
    expect(await traveller.end()).toBeNull();
    expect(traveller.facts()).toEqual([]);
    await keepHistory('refused-start', traveller.handle);
  });

  it('the log is away for a while: the step waits, and is taken once', async () => {
    const traveller = bench().traveller();
    await traveller.addCard();
    bench().world.log.goAway(3);
    expect(await traveller.take({ type: 'Cancel' })).toMatchObject({ state: 'abandoned' });
    await traveller.end();
    expect(traveller.facts()).toEqual(['CardAdditionStarted', 'CardAdditionAbandoned']);
  });
});

const suspended = () =>
  ({ type: 'AccountSuspended', at: '2024-05-10T12:00:00.000Z', data: { because: 'arrears' } }) as const;
const sealedCode = () => sealed({ address: 'person@example.com', code: '123456' });
