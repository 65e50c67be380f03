import { keepHistory } from '../replay/keep-history';
import { withBench } from './bench/with-bench';

describe('R25 the dollar goes back', () => {
  const bench = withBench();

  it('D4 the hold has settled: the void is refused, and a refund follows at once', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('void', 'already-settled');
    await traveller.submit({ on: 'approve' });
    expect(await traveller.end()).toMatchObject({ state: 'succeeded', hold: { status: 'refunded' } });
    expect(traveller.facts().slice(-4)).toEqual([
      ...['HoldReleaseAsked', 'HoldReleaseDelayed', 'HoldReleaseAsked', 'HoldRefunded'],
    ]);
    expect(traveller.atBank()).toBe('refunded');
    await keepHistory('release-refused-then-refunded', traveller.handle);
  });

  it('the gateway is away for days: it is tried again and again, each try on record', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('void', 'lost-before', 12);
    expect(await traveller.submit({ on: 'approve' })).toMatchObject({ state: 'succeeded' });
    await bench().env.sleep('2 days');
    const view = await traveller.handle.query<{ hold?: { status: string } }>('viewJourney');
    expect(view.hold?.status).toBe('release-late');
    expect(await traveller.end()).toMatchObject({ hold: { status: 'voided' } });
    expect(traveller.facts().filter((type) => type === 'HoldReleaseDelayed')).toHaveLength(12);
    expect(traveller.facts().filter((type) => type === 'HoldReleaseAsked')).toHaveLength(1); // one key until it is answered
    await keepHistory('release-late', traveller.handle);
  });

  it('the answer to the release is lost after it was done: the bank says so when asked, and nothing is done twice', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('void', 'lost-after');
    await traveller.submit({ on: 'approve' });
    expect(await traveller.end()).toMatchObject({ hold: { status: 'voided' } });
    await keepHistory('release-answer-lost', traveller.handle);
  });

  it('the bank releases later: asked until it has', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    bench().world.cards.fail('void', 'pending');
    await traveller.submit({ on: 'approve' });
    expect(await traveller.end()).toMatchObject({ hold: { status: 'voided' } });
    expect(traveller.facts()).toContain('HoldReleaseDelayed');
  });

  it('the journey gives up after its time, and the nightly sweep goes on', async () => {
    const traveller = bench().traveller({ policy: { releaseGiveUpMs: 60_000, releaseRetryMs: [30_000] } });
    await traveller.prepare();
    bench().world.cards.fail('void', 'lost-before', 4);
    await traveller.submit({ on: 'approve' });
    expect(await traveller.end()).toMatchObject({ hold: { status: 'release-late' } });
    expect(traveller.atBank()).toBe('held');
    bench().world.leftBehind.add(traveller.journeyId);
    await sweep('given-up');
    expect(await swept(traveller.journeyId).result()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    await keepHistory('release-given-up', traveller.handle);
  });

  it('a terminated workflow leaves a hold: the sweep finds it, ends the journey and gives it back', async () => {
    const traveller = bench().traveller();
    await traveller.prepare();
    await traveller.submit({ on: 'bank-page' });
    await traveller.handle.terminate('by an operator');
    expect(traveller.atBank()).toBe('needs-bank-page');
    bench().world.leftBehind.add(traveller.journeyId);
    await sweep('terminated');
    const handle = swept(traveller.journeyId);
    expect(await handle.result()).toMatchObject({ state: 'failed', hold: { status: 'voided' } });
    expect(traveller.atBank()).toBe('voided');
    expect(traveller.result()).toBe('system-error');
    await keepHistory('terminated-then-swept', handle);
    await keepHistory('sweep', bench().env.client.workflow.getHandle('holdSweep-terminated'));
  });

  it('a terminated journey without a card is abandoned by the sweep, so that the account can begin anew', async () => {
    const traveller = bench().traveller();
    await traveller.addCard();
    await traveller.handle.terminate();
    bench().world.leftBehind.add(traveller.journeyId);
    await sweep('without-card');
    expect(await swept(traveller.journeyId).result()).toMatchObject({ state: 'abandoned' });
    expect(bench().world.log.types(`account-${traveller.accountId}`).at(-1)).toBe('JourneyClosed');
    await keepHistory('terminated-without-card', swept(traveller.journeyId));
  });

  it('the sweep leaves a journey alone whose own workflow is at it', async () => {
    const traveller = bench().traveller();
    await traveller.addCard();
    bench().world.leftBehind.add(traveller.journeyId);
    expect(await sweep('running')).toEqual({ takenOn: 0 });
    await traveller.take({ type: 'Cancel' });
    await traveller.end();
  });

  const sweep = async (name: string) => {
    const takenOn = await bench().env.client.workflow.execute('holdSweep', {
      workflowId: `holdSweep-${name}`,
      taskQueue: 'journeys',
    });
    bench().world.leftBehind.clear();
    return takenOn;
  };
  const swept = (journeyId: string) => bench().env.client.workflow.getHandle(`finishJourney/${journeyId}`);
});
