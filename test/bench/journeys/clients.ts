import { defaultPolicy, type CustomerCommand, type JourneyView, type Sealed } from '@onfile/domain';
import { type EventLog, stream } from '@onfile/event-log';
import { taskQueues } from '@onfile/temporal';
import { cardAddition, takeStep } from '@onfile/workflows';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { sealed } from '../../workflows/bench/world';
import { bareJourney, bareStep, STEPS } from './bare-workflow';

/** Does one whole journey, or opens one and leaves it. */
export interface Journeys {
  whole(): Promise<void>;
  open(): Promise<void>;
}

/** Policies are one object for everybody, as in the api. */
const policy = defaultPolicy;
let made = 0;

/** Customers of Onfile, whose accounts are registered beforehand by `prepare`. */
export function ourJourneys(client: Client, log: EventLog): Journeys & { prepare(count: number): Promise<void> } {
  const ready: string[] = [];
  const prepare = async (count: number): Promise<void> => {
    const ids = Array.from({ length: count }, () => `acc${(made += 1)}`);
    for (let from = 0; from < count; from += 64) {
      await Promise.all(ids.slice(from, from + 64).map((id) => register(log, id)));
    }
    ready.push(...ids);
  };
  const begin = async (): Promise<{ accountId: string; journeyId: string }> => {
    if (ready.length === 0) await prepare(64);
    const accountId = ready.pop() as string;
    const journeyId = `jrn${accountId}`;
    const startWorkflowOperation = new WithStartWorkflowOperation(cardAddition, {
      workflowId: `cardAddition/${journeyId}`,
      taskQueue: taskQueues.journeys,
      args: [{ journeyId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    const clickedAt = new Date().toISOString();
    const command: CustomerCommand = { type: 'AddCard', journeyId, accountId, clickedAt, policy };
    const updateId = `${journeyId}/start`;
    await client.workflow.executeUpdateWithStart(takeStep, { startWorkflowOperation, updateId, args: [command, {}] });
    return { accountId, journeyId };
  };
  return {
    prepare,
    open: async () => void (await begin()),
    async whole() {
      const { accountId, journeyId } = await begin();
      const handle = client.workflow.getHandle<typeof cardAddition>(`cardAddition/${journeyId}`);
      let view: JourneyView | undefined;
      for (const command of stepsOf(accountId, journeyId)) {
        view = await handle.executeUpdate(takeStep, { updateId: `${journeyId}/${command.type}`, args: [command, {}] });
      }
      if (view?.state !== 'succeeded') throw new Error(`a journey ended as ${view?.state}`);
      await handle.result();
    },
  };
}

async function register(log: EventLog, accountId: string): Promise<void> {
  const at = new Date().toISOString();
  const data = { accountId, region: 'US', registeredAt: at, emailHash: accountId, language: 'en' };
  await log.record({
    commandId: `${accountId}/register`,
    at,
    streams: { account: stream('account', accountId) },
    decide: () => ({ account: [{ type: 'AccountRegistered' as const, at, data, sealed: 'sealed' as Sealed }] }),
  });
}

function stepsOf(accountId: string, journeyId: string): CustomerCommand[] {
  const numberHash = `number-of-${accountId}`;
  const sealedCode = sealed({ address: '+12025550100', code: '123456' });
  const token = `tok_${journeyId}`;
  const card = {
    token,
    brand: 'visa',
    last4: '4242',
    expiry: '2099-12',
    funding: 'credit',
    issuingCountry: 'US',
    fingerprint: token,
  } as const;
  return [
    { type: 'SendSmsCode', digest: 'right', numberHash, sealedNumber: sealed({ number: '+1' }), sealedCode },
    { type: 'ConfirmMobile', digest: 'right', numberHash },
    { type: 'GiveInformation', accountType: 'individual', industry: 'software', sealed: sealed({ name: 'A' }) },
    { type: 'SubmitCard', card, sealed: sealed({ holder: 'A' }) },
  ];
}

/** The bare workflow, driven alike. */
export function bareJourneys(client: Client): Journeys {
  const begin = async (): Promise<string> => {
    const workflowId = `bare/${(made += 1)}`;
    const startWorkflowOperation = new WithStartWorkflowOperation(bareJourney, {
      workflowId,
      taskQueue: 'bare',
      args: [],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    await client.workflow.executeUpdateWithStart(bareStep, { startWorkflowOperation, args: [] });
    return workflowId;
  };
  return {
    open: async () => void (await begin()),
    async whole() {
      const handle = client.workflow.getHandle<typeof bareJourney>(await begin());
      for (let step = 1; step < STEPS; step += 1) await handle.executeUpdate(bareStep);
      await handle.result();
    },
  };
}
