import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { Access } from '../identity/access';
import { type Caller, SignedIn } from '../identity/caller';
import { OperatorDesk } from '../operators/operator-desk';
import { LOOK_BACK } from '../tokens';
import { type WorkflowHistory, type WorkflowRun, QueryInvalid } from './histories';
import * as dto from './histories.dto';
import type { LookBack } from './look-back';

/** All workflows that are open, unless a query says otherwise. */
const OPEN = 'ExecutionStatus = "Running"';
const DEFAULT_LIMIT = 100;

/** Histories of workflows, to be kept and replayed elsewhere. */
@ApiTags('operations: look back')
@Controller('v1/operations/workflows')
export class HistoriesController {
  constructor(
    @Inject(LOOK_BACK) private readonly lookBack: LookBack,
    private readonly desk: OperatorDesk,
  ) {}

  @Get()
  @Access('operator-read')
  @ApiOperation({
    operationId: 'listWorkflows',
    summary: 'Runs of workflows by a query of Temporal; the open ones without any',
    description: '400 request-invalid, also for a query that Temporal does not take',
  })
  @Answers(dto.WorkflowsDto, 200)
  async list(
    @Query() { query = OPEN, cursor, limit = DEFAULT_LIMIT }: dto.WorkflowsQueryDto,
  ): Promise<Answer<{ entries: readonly WorkflowRun[]; next?: string }>> {
    try {
      const { runs, next } = await this.lookBack.histories.list(query, {
        limit,
        ...(cursor !== undefined && { cursor }),
      });
      return new Answer({ entries: runs, ...(next !== undefined && { next }) });
    } catch (error) {
      if (!(error instanceof QueryInvalid)) throw error;
      throw new Problem('request-invalid', { errors: [{ field: 'query', message: error.message }] });
    }
  }

  @Get('history')
  @Access('operator-read')
  @ApiOperation({
    operationId: 'exportHistory',
    summary: 'The history of a run as it is kept: its payloads are encrypted',
    description: '404 not-found',
  })
  @Answers(dto.HistoryDto, 200)
  async history(@Query() { workflowId, runId }: dto.HistoryQueryDto): Promise<Answer<WorkflowHistory>> {
    return new Answer(await this.found(workflowId, runId));
  }

  @Post('decoded-histories')
  @HttpCode(200)
  @Access('operator-write')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'exportDecodedHistory',
    summary: 'The same in clear, so that it replays without keys; noted in the operator log before it is read',
    description: 'What is sealed for a person stays sealed. 404 not-found; 422 reason-missing, idempotency-key-reused',
  })
  @Answers(dto.HistoryDto, 200)
  async decoded(
    @SignedIn() { subject: by }: Caller,
    @Body() { workflowId, runId, reason }: dto.ReadInClearDto,
    @Keyed() keyed: KeyedRequest,
  ): Promise<Answer<WorkflowHistory>> {
    const history = await this.found(workflowId, runId);
    const details = { run: history.runId };
    const intent = { by, act: 'read-in-clear', on: workflowId, why: reason, details } as const;
    const { position, repeated: hit } = await this.desk.note(intent, keyed);
    return new Answer(await this.lookBack.histories.decoded(history), { position, hit });
  }

  private async found(workflowId: string, runId?: string): Promise<WorkflowHistory> {
    const history = await this.lookBack.histories.read(workflowId, runId);
    if (history === undefined) throw new Problem('not-found');
    return history;
  }
}
