import {
  defaultPolicy,
  type CardSummary,
  type CustomerCommand,
  type JourneyPolicy,
  type JourneyView,
  type Money,
  type RefusalCode,
} from '@onfile/domain';
import type { FakeBehaviour } from '@onfile/gateways';
import { taskQueues } from '@onfile/temporal';
import { bankMoved, calledOff, cardAddition, REFUSAL_FAILURE, takeStep, type RefusalAnswer } from '@onfile/workflows';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { sealed, type World } from './world';

export interface TravellerOptions {
  readonly region?: string;
  /** How long ago the account was registered. */
  readonly registeredMsAgo?: number;
  readonly policy?: Partial<JourneyPolicy>;
}

/** What the customer was told: the view, or the refusal. */
export type Told = JourneyView | RefusalAnswer;

/** A customer on one journey, and what specs look at afterwards. */
export interface Traveller {
  readonly accountId: string;
  readonly journeyId: string;
  readonly handle: WorkflowHandle<typeof cardAddition>;
  readonly key: string;
  /** Sends one step; the same id is the same step. */
  readonly take: (command: CustomerCommand, updateId?: string) => Promise<Told>;
  readonly addCard: (updateId?: string) => Promise<Told>;
  /** All steps before the card, with the right codes. */
  readonly prepare: () => Promise<void>;
  /** Puts a card behind a token at the bank, and submits it. */
  readonly submit: (behaviour: FakeBehaviour, card?: Partial<CardSummary>, updateId?: string) => Promise<Told>;
  readonly hintOfBank: () => Promise<void>;
  /** Skips time until the workflow has ended. */
  readonly end: () => Promise<JourneyView | null>;
  /** Types of the journey's facts. */
  readonly facts: () => string[];
  /** When the newest fact of this type was noted; empty if there is none. */
  readonly at: (type: string) => string;
  /** The hold as it was asked for. */
  readonly hold: () => { readonly token: string; readonly amount: Money };
  readonly result: () => string | undefined;
  /** Whose doing each fact of the journey is, by its type. */
  readonly doers: () => Readonly<Record<string, string | undefined>>;
  /** An operator of this name cancels it. */
  readonly callOff: (by: string) => Promise<void>;
  /** How the bank sees the journey's hold; undefined: it never had one. */
  readonly atBank: () => string | undefined;
}

interface Surroundings {
  readonly env: TestWorkflowEnvironment;
  readonly world: World;
  readonly id: string;
}

const MINUTE = 60_000;

/** A customer whose account is registered at the first Add Card. */
export function newTraveller({ env, world, id }: Surroundings, options: TravellerOptions = {}): Traveller {
  const accountId = `acc_${id}`;
  const journeyId = `jrn_${id}`;
  const { region = 'US', registeredMsAgo = 60 * MINUTE } = options;
  const policy = { ...defaultPolicy, ...options.policy };
  const workflowId = `cardAddition/${journeyId}`;
  const handle = env.client.workflow.getHandle<typeof cardAddition>(workflowId);
  const stream = `cardAddition-${journeyId}`;
  let updates = 0;
  const nextUpdate = () => `${journeyId}-update-${(updates += 1)}`;
  let isRegistered = false;
  /** By the clock of the bench, which other journeys may have moved on by days. */
  const register = async () => {
    if (isRegistered) return;
    isRegistered = true;
    registered({
      world,
      accountId,
      region,
      registeredAt: new Date((await env.currentTimeMs()) - registeredMsAgo).toISOString(),
    });
  };

  const take = (command: CustomerCommand, updateId = nextUpdate()) =>
    told(() => handle.executeUpdate(takeStep, { updateId, args: [command, {}] }));
  const addCard = async (updateId = nextUpdate()) => {
    await register();
    const start = () =>
      new WithStartWorkflowOperation(cardAddition, {
        workflowId,
        taskQueue: taskQueues.journeys,
        args: [{ journeyId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
    const clickedAt = new Date(await env.currentTimeMs()).toISOString();
    const command: CustomerCommand = { type: 'AddCard', journeyId, accountId, clickedAt, policy };
    return told(() =>
      env.client.workflow.executeUpdateWithStart(takeStep, {
        startWorkflowOperation: start(),
        updateId,
        args: [command, { bodyHash: 'body' }],
      }),
    );
  };

  return {
    accountId,
    journeyId,
    handle,
    key: `${journeyId}/hold`,
    take,
    addCard,
    prepare: async () => {
      const view = await addCard();
      if (!('steps' in view)) throw new Error(`refused: ${view.code}`);
      for (const { step, status } of view.steps) {
        if (status === 'skipped') continue;
        for (const command of wayThrough(step, accountId)) await take(command);
      }
    },
    submit: (behaviour, card, updateId) => {
      const submitted = { ...visa(journeyId), ...card };
      world.cards.card({ ...submitted }, behaviour);
      const taxId = region === 'CL' ? { taxId: { type: 'RUT' } as const } : {}; // R26
      return take({ type: 'SubmitCard', card: submitted, ...taxId, sealed: sealed({ holder: 'A Person' }) }, updateId);
    },
    hintOfBank: () => handle.signal(bankMoved),
    end: () => handle.result(),
    facts: () => world.log.types(stream),
    at: (type) => world.log.facts(stream).findLast(({ fact }) => fact.type === type)?.fact.at ?? '',
    hold: () => {
      const asked = world.log.facts(stream).find(({ fact }) => fact.type === 'HoldAsked');
      return asked?.fact.data as { token: string; amount: Money };
    },
    result: () => {
      const failed = world.log.facts(stream).find(({ fact }) => fact.type === 'CardAdditionFailed');
      return (failed?.fact.data as { result?: string } | undefined)?.result;
    },
    doers: () => Object.fromEntries(world.log.facts(stream).map(({ fact, actor }) => [fact.type, actor])),
    callOff: async (by) => {
      await handle.signal(calledOff, { by });
      await handle.cancel();
    },
    atBank: () => world.cards.ledger().find(({ key }) => key === `${journeyId}/hold`)?.status,
  };
}

/** Whether the customer was refused, and with what. */
export function refusalOf(answer: Told): RefusalCode | undefined {
  return 'code' in answer ? answer.code : undefined;
}

export const RIGHT = 'right';

function wayThrough(step: string, accountId: string): CustomerCommand[] {
  const numberHash = `number-of-${accountId}`;
  const sealedCode = sealed({ address: 'person@example.com', code: '123456' });
  const sealedNumber = sealed({ number: '+15550100' });
  switch (step) {
    case 'email':
      return [
        { type: 'SendEmailCode', digest: RIGHT, sealedCode },
        { type: 'ConfirmEmail', digest: RIGHT },
      ];
    case 'mobile':
      return [
        { type: 'SendSmsCode', digest: RIGHT, numberHash, sealedNumber, sealedCode },
        { type: 'ConfirmMobile', digest: RIGHT, numberHash },
      ];
    case 'information':
      return [
        {
          type: 'GiveInformation',
          accountType: 'individual',
          industry: 'software',
          sealed: sealed({ name: 'A Person' }),
        },
      ];
    default:
      return [];
  }
}

function visa(journeyId: string): CardSummary {
  return {
    token: `tok_${journeyId}`,
    brand: 'visa',
    last4: '4242',
    expiry: '2099-12',
    funding: 'credit',
    issuingCountry: 'US',
    fingerprint: `card-of-${journeyId}`,
  };
}

function registered(of: { world: World; accountId: string; region: string; registeredAt: string }): void {
  const { world, accountId, region, registeredAt } = of;
  world.log.given(`account-${accountId}`, {
    type: 'AccountRegistered',
    at: registeredAt,
    data: { accountId, region, registeredAt, emailHash: 'email-digest', language: 'en' },
    sealed: sealed({ email: 'person@example.com', language: 'en' }),
  });
}

/** Tries again, with the same id, while nobody answers: as the api does while its workers are away. */
async function told(ask: () => Promise<JourneyView>, triesLeft = 20): Promise<Told> {
  try {
    return await ask();
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (cause instanceof ApplicationFailure && cause.type === REFUSAL_FAILURE)
      return cause.details?.[0] as RefusalAnswer;
    if (triesLeft > 0 && hadNoAnswer(error)) return told(ask, triesLeft - 1);
    throw error;
  }
}

/** gRPC's codes for a call that was given up: cancelled, deadline exceeded, unavailable. */
const NO_ANSWER = [1, 4, 14];

function hadNoAnswer(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return NO_ANSWER.includes(code as number) || (cause !== undefined && hadNoAnswer(cause));
}
