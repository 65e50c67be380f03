import { Inject, Injectable } from '@nestjs/common';
import { holdLedger, type HoldLedgerLine, viewJourney, viewValidityChange } from '@onfile/domain';
import { CHANGE_PREFIX } from '../card-validity-changes/changes';
import { Answer } from '../http/answer';
import { Problem } from '../http/problem';
import type { Streams } from '../streams';
import { OPERATORS, STREAMS, WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';
import { explainedFact, type ExplainedFact, type TellableFact } from './explained-fact';
import { workflowIdOf } from './journey-of';
import type { Operators, WorkflowLook } from './operators';

/** What happened in a journey, and what is happening. */
export interface ExplainedJourney {
  readonly journeyId: string;
  readonly accountId: string;
  readonly state: string;
  readonly step: string | null;
  readonly hold?: { readonly status: string; readonly amount: { readonly currency: string; readonly minor: number } };
  /** X2: each movement of the money that was held, and what is held after it. */
  readonly ledger: readonly HoldLedgerLine[];
  readonly result?: string;
  readonly facts: readonly ExplainedFact[];
  readonly workflow?: WorkflowLook;
  /** Why the workflow's own word is missing. */
  readonly workflowAway?: boolean;
}

/** Explains one journey: its facts from the log, and the workflow's own view beside it. */
@Injectable()
export class ExplainJourney {
  constructor(
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(OPERATORS) private readonly operators: Operators,
  ) {}

  /** @throws {Problem} not-found. Answers without the workflow's view while Temporal is away. */
  async of(journeyId: string): Promise<Answer<ExplainedJourney>> {
    const [told, workflow] = await Promise.all([
      this.fromLog(journeyId),
      this.operators.workflows.look(workflowIdOf(journeyId), 'whole').catch(() => 'away' as const),
    ]);
    const beside = workflow === 'away' ? { workflowAway: true } : workflow ? { workflow } : {};
    return new Answer({ ...told, ...beside }, { position: told.facts.at(-1)?.position });
  }

  private async fromLog(journeyId: string): Promise<ExplainedJourney> {
    if (journeyId.startsWith(CHANGE_PREFIX)) {
      const { state, facts } = await this.wallets.validityChange(journeyId);
      if (state.status === 'none') throw new Problem('not-found');
      return explained(journeyId, viewValidityChange(state), facts);
    }
    const { state, facts } = await this.streams.journey(journeyId);
    if (state.status === 'none') throw new Problem('not-found');
    return explained(journeyId, viewJourney(state), facts);
  }
}

type AnyView = Pick<ReturnType<typeof viewJourney>, 'accountId' | 'state' | 'step' | 'hold' | 'result'>;

function explained(journeyId: string, view: AnyView, facts: readonly TellableFact[]): ExplainedJourney {
  const { accountId, state, step, hold, result } = view;
  return {
    ...{ journeyId, accountId, state, step },
    ...(hold && { hold: { status: hold.status, amount: hold.amount } }),
    ...(result && { result: result.code }),
    ledger: holdLedger(facts.map(({ fact }) => fact)),
    facts: facts.map(explainedFact),
  };
}
