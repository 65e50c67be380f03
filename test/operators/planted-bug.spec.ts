import { failureConverterPath, sharedModules } from '@onfile/temporal';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { copyFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disagreements } from '../disturbed/holds-agree';
import { ownStack } from '../disturbed/own-stack';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { deployGate, onfileAt } from './operator';

const MINUTE_MS = 60_000;
/** What the worker's build made: the workflows without the bug. */
const FIXED = join(__dirname, '../../apps/worker/dist/workflow-bundle.js');

/** The workflows of this build, with a bug in them. */
async function withBug(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('@onfile/workflows'),
    workflowInterceptorModules: [join(__dirname, 'wait-for-ever.ts')],
    failureConverterPath,
    preloadModules: [...sharedModules],
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, conditionNames: ['@onfile/source', '...'] },
    }),
  });
  return code;
}

describe('a bug in a workflow: seen, gated, mended, and the journey put back on its way', () => {
  let folder: string;
  const env: Record<string, string> = {};
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-planted-'));
    env['WORKFLOW_BUNDLE'] = join(folder, 'workflows.js');
    writeFileSync(env['WORKFLOW_BUNDLE'], await withBug());
  }, 4 * MINUTE_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const own = ownStack(env);
  const run = (...words: string[]) => onfileAt(own().stack.urls.api, ...words);

  it(
    'the journey is stuck, the gate names it, the fix is deployed, it is reset to its step: one hold, and it ends well',
    async () => {
      const { onfile, bank, stack } = own();
      const customer = await onfile.register({ region: 'DE' });
      const atCard = await customer.reachCard();
      const { journeyId } = atCard;
      const submitted = customer.submitCard(atCard, { number: mintCardNumber() });
      await eventually('the bank holds', async () => (await bank.holds()).length === 1, MINUTE_MS);
      const stuck = await eventually(
        'it waits for a month',
        async () => {
          const { out } = await run('explain', journeyId);
          return /waits at most until/.test(out) && !out.includes('HoldPlaced') && out;
        },
        2 * MINUTE_MS,
      );
      expect(stuck).toContain('step hold began');
      expect(stuck).toMatch(/HoldAsked .*nobody knows/);

      const gate = (status: string) => {
        const query = `WorkflowId = "cardAddition/${journeyId}" AND ExecutionStatus = "${status}"`;
        return deployGate(stack.urls.temporal, stack.data, '--bundle', FIXED, '--query', query);
      };
      const found = await eventually(
        'the history is there',
        async () => {
          const told = await gate('Running');
          return told.code === 1 && told;
        },
        2 * MINUTE_MS,
      );
      expect(found.out).toMatch(/WOULD BREAK cardAddition\/\S+ at event \d+: DeterminismViolationError/);

      copyFileSync(FIXED, env['WORKFLOW_BUNDLE'] ?? '');
      stack.kill('worker');
      await stack.ready('worker');
      const reset = await run('reset', journeyId, '--step', 'hold', '--why', 'the bug is mended');
      expect(reset).toMatchObject({ code: 0, out: expect.stringContaining('Reset to hold') as string });
      await submitted;
      await customer.until(journeyId, 'its end', ({ state }) => state !== 'open', MINUTE_MS);
      const journey = await customer.untilReleased(journeyId, MINUTE_MS);
      expect(journey).toMatchObject({ state: 'succeeded', hold: { status: 'voided' } });
      expect(await bank.holds()).toHaveLength(1);
      expect(await disagreements(bank, [journey])).toStrictEqual([]);
      await eventually(
        'the run that went on replays on the mended workflows',
        async () => {
          const { code, out } = await gate('Completed');
          return code === 0 && out.includes('1 histories replayed');
        },
        2 * MINUTE_MS,
      );
    },
    10 * MINUTE_MS,
  );
});
