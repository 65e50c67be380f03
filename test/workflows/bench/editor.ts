import {
  defaultPolicy,
  type CardSummary,
  type JourneyPolicy,
  type ValidityChangeRequest,
  type ValidityChangeView,
  type WalletEvent,
} from '@onfile/domain';
import type { FakeBehaviour } from '@onfile/gateways';
import { taskQueues } from '@onfile/temporal';
import { bankMoved, cardValidityChange, changeValidity, REFUSAL_FAILURE, type RefusalAnswer } from '@onfile/workflows';
import { WithStartWorkflowOperation, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { JourneyBench } from './journey-bench';
import { sealed } from './world';

/** What the customer was told: the view, or the refusal. */
export type ToldOfChange = ValidityChangeView | RefusalAnswer;

/** A customer with cards on file who changes the validity of the first one. */
export interface Editor {
  readonly accountId: string;
  readonly changeId: string;
  readonly cardId: string;
  readonly key: string;
  readonly handle: WorkflowHandle<typeof cardValidityChange>;
  /** Edit, with a new date whose token behaves so at the bank. */
  readonly edit: (behaviour: FakeBehaviour, card?: Partial<CardSummary>, updateId?: string) => Promise<ToldOfChange>;
  readonly cancel: () => Promise<ToldOfChange>;
  readonly hintOfBank: () => Promise<void>;
  /** Skips time until the workflow has ended. */
  readonly end: () => Promise<ValidityChangeView | null>;
  /** Types of the change's facts. */
  readonly facts: () => string[];
  readonly walletFacts: () => string[];
  /** How the bank sees the change's hold; undefined: it never had one. */
  readonly atBank: () => string | undefined;
}

let editors = 0;

/** Registers an account with `cards` cards that expire at `expiry`. */
export function newEditor(
  { env, world }: JourneyBench,
  {
    expiry = '2098-12',
    policy = {},
    cards = 1,
  }: { expiry?: string; policy?: Partial<JourneyPolicy>; cards?: number } = {},
): Editor {
  editors += 1;
  const accountId = `acc_e${editors}_${process.pid}`;
  const changeId = `vch_${editors}_${process.pid}`;
  const cardId = `${accountId}_card_1`;
  const handle = env.client.workflow.getHandle<typeof cardValidityChange>(`cardValidityChange/${changeId}`);
  let updates = 0;
  const nextUpdate = () => `${changeId}-update-${(updates += 1)}`;
  register({ world, accountId });
  for (let n = 1; n <= cards; n += 1) addCard(world, accountId, `${accountId}_card_${n}`, expiry);

  const edit = async (behaviour: FakeBehaviour, card: Partial<CardSummary> = {}, updateId = nextUpdate()) => {
    const renewed = { ...cardOf(cardId, '2099-11'), token: `tok_${changeId}`, ...card };
    world.cards.card(renewed, behaviour);
    const request: ValidityChangeRequest = {
      type: 'ChangeValidity',
      ...{ changeId, accountId, cardId, card: renewed, policy: { ...defaultPolicy, ...policy } },
    };
    const startWorkflowOperation = new WithStartWorkflowOperation(cardValidityChange, {
      workflowId: `cardValidityChange/${changeId}`,
      taskQueue: taskQueues.journeys,
      args: [{ changeId }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    const args: [ValidityChangeRequest, { bodyHash: string }] = [request, { bodyHash: 'body' }];
    return told(env.client.workflow.executeUpdateWithStart(changeValidity, { startWorkflowOperation, updateId, args }));
  };
  return {
    ...{ accountId, changeId, cardId, handle, edit },
    key: `${changeId}/hold`,
    cancel: () =>
      told(handle.executeUpdate(changeValidity, { updateId: nextUpdate(), args: [{ type: 'Cancel' }, {}] })),
    hintOfBank: () => handle.signal(bankMoved),
    end: () => handle.result(),
    facts: () => world.log.types(`cardValidityChange-${changeId}`),
    walletFacts: () => world.log.types(`wallet-${accountId}`),
    atBank: () => world.cards.ledger().find(({ key }) => key === `${changeId}/hold`)?.status,
  };
}

/** Puts a card on file, as its journey would have. */
export function addCard(world: JourneyBench['world'], accountId: string, cardId: string, expiry: string): void {
  const stream = `wallet-${accountId}`;
  const card = cardOf(cardId, expiry);
  const at = new Date().toISOString();
  world.cards.card(card, { on: 'approve' });
  const isFirst = world.log.types(stream).length === 0;
  const added: WalletEvent = {
    type: 'CardAdded',
    at,
    data: { accountId, cardId, journeyId: `jrn_of_${cardId}`, card },
  };
  world.log.given(stream, added);
  if (isFirst) world.log.given(stream, { type: 'DefaultCardSet', at, data: { cardId, because: 'first-card' } });
}

function cardOf(cardId: string, expiry: string): CardSummary {
  return {
    token: `tok_${cardId}`,
    brand: 'visa',
    last4: '4242',
    expiry,
    funding: 'credit',
    issuingCountry: 'US',
    fingerprint: `digest_of_${cardId}`,
  };
}

function register({ world, accountId }: { world: JourneyBench['world']; accountId: string }): void {
  const at = new Date().toISOString();
  world.log.given(`account-${accountId}`, {
    type: 'AccountRegistered',
    at,
    data: { accountId, region: 'US', registeredAt: at, emailHash: 'email-digest', language: 'es' },
    sealed: sealed({ email: 'person@example.com' }),
  });
  world.log.given(`account-${accountId}`, {
    type: 'PostpaymentGranted',
    at,
    data: { cardId: `${accountId}_card_1`, journeyId: 'earlier' },
  });
}

async function told(answer: Promise<ValidityChangeView>): Promise<ToldOfChange> {
  try {
    return await answer;
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (cause instanceof ApplicationFailure && cause.type === REFUSAL_FAILURE)
      return cause.details?.[0] as RefusalAnswer;
    throw error;
  }
}
