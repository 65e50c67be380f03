import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openBench, startServer, type JourneyBench } from './bench/journey-bench';

describe('a journey on virtual time', () => {
  let env: TestWorkflowEnvironment;
  let bench: JourneyBench;
  beforeAll(async () => {
    env = await startServer();
    bench = await openBench(env);
  });
  afterAll(async () => {
    await bench?.stop();
    await env?.teardown();
  });

  it('R4 the card is added without a bank page, and the hold goes back at once', async () => {
    const traveller = bench.traveller();
    await traveller.prepare();
    expect(await traveller.submit({ on: 'approve', transStatus: 'Y' })).toMatchObject({ state: 'succeeded' });
    expect(await traveller.end()).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
    expect(traveller.facts()).toContain('HoldVoided');
  });
});
