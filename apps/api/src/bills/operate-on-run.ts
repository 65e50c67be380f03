import { Inject, Injectable } from '@nestjs/common';
import { type BillingPolicy, billIdOf, expectDue, type OperatorAct } from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { OperatorDesk } from '../operators/operator-desk';
import type { NotedAct } from '../operators/operators';
import { BILLING_POLICY, BILLS, CLOCK, DEDUCTIONS } from '../tokens';
import type { Bills, Deductions } from './bills';

/** A run, as it was left by an act. */
export interface RunTaken {
  readonly period: string;
  readonly paused: boolean;
}

/** Who does it, to the run of which month, and why. */
export interface RunRequest {
  readonly period: string;
  readonly by: string;
  readonly why: string;
}

/** The accounts that could not be billed, or one of them. */
export interface FailedRequest extends RunRequest {
  readonly accountId?: string;
}

/** Bills that are looked at together. */
const AT_ONCE = 16;

/** X8: what operators do about deduction runs: in the operator log first, then in the run's own stream. */
@Injectable()
export class OperateOnRun {
  constructor(
    private readonly desk: OperatorDesk,
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(DEDUCTIONS) private readonly deductions: Deductions,
    @Inject(BILLING_POLICY) private readonly policy: BillingPolicy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Starts, goes on with, or catches up. @throws {Refusal} period-invalid, period-not-over, reason-missing */
  async start(request: RunRequest, keyed: KeyedRequest): Promise<Answer<RunTaken>> {
    const { period, by } = request;
    const { position, repeated } = await this.note('start-run', request, keyed, () =>
      expectDue(period, this.policy.due, this.now().toISOString()),
    );
    await this.deductions.startRun(period, by);
    const { paused } = await this.bills.run(period);
    const location = `/v1/operations/deduction-runs/${period}`;
    return new Answer({ period, paused }, { status: 202, location, position, hit: repeated });
  }

  /** Pauses after the pages that are under way, or goes on. @throws {Refusal} reason-missing */
  async turn(type: 'Pause' | 'Resume', request: RunRequest, keyed: KeyedRequest): Promise<Answer<RunTaken>> {
    const { period, by, why } = request;
    await this.note(type === 'Pause' ? 'pause-run' : 'resume-run', request, keyed);
    const { commandId, at, bodyHash = '' } = this.desk.metaOf(keyed);
    const { run, position, repeated } = await this.bills.noteRun(
      period,
      { type, by, why },
      { commandId, bodyHash, at },
    );
    await this.deductions.runPaused(period, run.paused);
    return new Answer({ period, paused: run.paused }, { position, hit: repeated });
  }

  /**
   * Looks again at the accounts that could not be billed and have no bill since, or at one of them.
   * @throws {Refusal} reason-missing. @throws {Problem} not-found: the one is not among them
   */
  async failedAgain(request: FailedRequest, keyed: KeyedRequest): Promise<Answer<{ period: string; bills: number }>> {
    const { period, accountId: one } = request;
    const all = await this.stillUnbilled(period);
    const accounts = one === undefined ? all : all.filter((accountId) => accountId === one);
    const details = { ...(one !== undefined && { account: one }), bills: String(accounts.length) };
    const { entry, position, repeated } = await this.note(
      'run-failed-again',
      request,
      keyed,
      () => {
        if (one !== undefined && accounts.length === 0) throw new Problem('not-found');
      },
      details,
    );
    for (const accountId of accounts) await this.deductions.wake(billIdOf({ accountId, period }));
    const bills = Number(entry.data.details['bills'] ?? accounts.length);
    return new Answer({ period, bills }, { status: 202, position, hit: repeated });
  }

  /** The accounts that failed, by the run's own stream, without those that were billed since, by their bills'. */
  private async stillUnbilled(period: string): Promise<readonly string[]> {
    const { failed } = await this.bills.run(period);
    const all = [...new Set(failed.map(({ accountId }) => accountId))];
    const unbilled: string[] = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE).map(async (accountId) => {
        const { state } = await this.bills.bill(billIdOf({ accountId, period }));
        return state.issued ? [] : [accountId];
      });
      unbilled.push(...(await Promise.all(some)).flat());
    }
    return unbilled;
  }

  private note(
    act: OperatorAct,
    { period, by, why }: RunRequest,
    keyed: KeyedRequest,
    allow?: () => void,
    details: Readonly<Record<string, string>> = {},
  ): Promise<NotedAct> {
    return this.desk.note({ by, act, on: `deductionRun/${period}`, why, details }, keyed, allow);
  }
}
