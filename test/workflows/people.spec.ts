import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { keepHistory } from '../replay/keep-history';
import { refusalOf, RIGHT } from './bench/traveller';
import { eventually, withBench } from './bench/with-bench';

describe('a journey that people or time end', () => {
  const bench = withBench();

  it('R31 the customer cancels before the card: abandoned, which is no failure', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    expect(await traveller.take({ type: 'Cancel' })).toMatchObject({ state: 'abandoned', step: null });
    await traveller.end();
    expect(traveller.facts().at(-1)).toBe('CardAdditionAbandoned');
    expect(bench().world.log.facts(`account-${traveller.accountId}`).at(-1)?.fact.data).toMatchObject({
      countsAsFailure: false,
    });
    await keepHistory('cancelled-before-card', traveller.handle);
  });

  it('R25, R29 the customer cancels on the bank page: failed, and the hold goes back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    expect(await traveller.take({ type: 'Cancel' })).toMatchObject({ state: 'failed' });
    await traveller.end();
    expect(traveller.result()).toBe('bank-page-cancelled');
    expect(traveller.atBank()).toBe('voided');
    await keepHistory('cancelled-on-bank-page', traveller.handle);
  });

  it('R31 a day without a card: abandoned', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await bench().env.sleep('23 hours');
    expect(traveller.facts()).not.toContain('CardAdditionAbandoned');
    expect(await traveller.end()).toMatchObject({ state: 'abandoned', result: { code: 'session-expired' } });
    await keepHistory('abandoned-after-a-day', traveller.handle);
  });

  it('a step after the end is refused while the hold is on its way back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('void', 'lost-before', 2);
    await traveller.submit({ on: 'approve' });
    expect(refusalOf(await traveller.take({ type: 'ConfirmEmail', digest: RIGHT }))).toBe('journey-over');
    expect(await traveller.take({ type: 'Cancel' })).toMatchObject({ state: 'succeeded' }); // too late, and nothing happens
    await traveller.end();
  });

  it('an operator cancels before the card: abandoned, and the workflow is cancelled', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.callOff('op_grace');
    await expectCancelled(traveller.end());
    expect(traveller.facts().at(-1)).toBe('CardAdditionAbandoned');
    expect(bench().world.log.facts(`cardAddition-${traveller.journeyId}`).at(-1)).toMatchObject({
      fact: { data: { because: 'cancelled-by-us' } },
      actor: 'op_grace',
    });
    await keepHistory('operator-called-off-before-card', traveller.handle);
  });

  it('R25 an operator cancels on the bank page: cancelled by us, the hold goes back, then it is cancelled', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    await traveller.callOff('op_grace');
    await expectCancelled(traveller.end());
    expect(traveller.result()).toBe('cancelled-by-us');
    expect(traveller.atBank()).toBe('voided');
    const account = bench().world.log.facts(`account-${traveller.accountId}`);
    expect(account.at(-1)?.fact.data).toMatchObject({ result: 'cancelled-by-us', countsAsFailure: false });
    await keepHistory('operator-called-off-on-bank-page', traveller.handle);
  });

  it('each fact says whose doing it is: the customer’s, the bank’s, the operator’s by name, or Onfile’s own', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    await traveller.callOff('op_grace');
    await expectCancelled(traveller.end());
    expect(traveller.doers()).toMatchObject({
      ...{ CardAdditionStarted: 'customer', MobileConfirmed: 'customer', InformationGiven: 'customer' },
      ...{ CardSubmitted: 'customer', HoldAsked: 'onfile', BankPageOpened: 'bank', CardAdditionFailed: 'op_grace' },
      ...{ HoldReleaseAsked: 'onfile', HoldVoided: 'bank' },
    });
    const late = bench().traveller();
    await late.prepare();
    await late.end();
    expect(late.doers()).toMatchObject({ CardAdditionAbandoned: 'onfile' });
  });

  it('a cancellation without a name is an operator’s all the same', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    await traveller.handle.cancel();
    await expectCancelled(traveller.end());
    expect([traveller.result(), traveller.doers()['CardAdditionFailed']]).toEqual(['cancelled-by-us', 'operator']);
  });

  it('R25 an operator cancels while the hold has no answer: it is looked up, and goes back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('hold', 'lost-after');
    bench().world.cards.fail('find', 'unreachable', 2);
    await traveller.submit({ on: 'approve' });
    await traveller.handle.cancel();
    await expectCancelled(traveller.end());
    expect(traveller.atBank()).toBe('voided');
    expect(traveller.facts()).toContain('HoldVoided');
    await keepHistory('operator-cancels-while-unknown', traveller.handle);
  });

  it.each([0, 1, 2, 3])(
    'R25 an operator cancels %s moments after the card: whatever was held goes back',
    async (moments) => {
      const traveller = bench().traveller();
      await traveller.prepare();
      const answer = traveller.submit({ on: 'approve' }).catch(() => undefined);
      await eventually(() => traveller.facts().length >= 7 + moments);
      await traveller.handle.cancel().catch(() => undefined);
      await answer;
      await traveller.end().catch(() => undefined);
      expect(['voided', undefined]).toContain(traveller.atBank());
    },
  );

  it('a workflow that starts anew folds the stream first: it ends where the journey is over', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'approve' });
    await traveller.end();
    const facts = traveller.facts();
    expect(await again(traveller.journeyId)).toMatchObject({ state: 'succeeded' });
    expect(traveller.facts()).toEqual(facts);
    await keepHistory(
      'started-anew-when-over',
      bench().env.client.workflow.getHandle(`cardAddition/${traveller.journeyId}`),
    );
  });

  it('R22 a workflow that starts anew goes on from an open bank page, under the same key', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    await traveller.handle.terminate();
    bench().world.cards.answerBankPage(traveller.key, 'confirmed');
    expect(await again(traveller.journeyId)).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    expect(traveller.facts().filter((type) => type === 'HoldAsked')).toHaveLength(1);
    await keepHistory(
      'started-anew-on-bank-page',
      bench().env.client.workflow.getHandle(`cardAddition/${traveller.journeyId}`),
    );
  });

  const again = (journeyId: string) =>
    bench().env.client.workflow.execute('cardAddition', {
      workflowId: `cardAddition/${journeyId}`,
      taskQueue: 'journeys',
      args: [{ journeyId }],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
});

async function expectCancelled(end: Promise<unknown>): Promise<void> {
  const error = await end.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
}
