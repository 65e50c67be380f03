/** One run of a workflow, as its engine lists it. */
export interface WorkflowRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly status: string;
  readonly startedAt: string;
  readonly closedAt?: string;
}

/** Everything that happened in a run, as Temporal's own tools write it. Payloads as they are stored: encrypted. */
export interface WorkflowHistory {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: { readonly events: readonly Readonly<Record<string, unknown>>[] };
}

/** The words of a query are wrong: what the engine says of them. */
export class QueryInvalid extends Error {
  override readonly name = 'QueryInvalid';
}

/** What Temporal keeps of workflows. Every method throws `Unavailable` while it is away. */
export interface Histories {
  /** @throws {QueryInvalid} */
  list(
    query: string,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<{ readonly runs: readonly WorkflowRun[]; readonly next?: string }>;
  /** The newest run unless one is named; undefined where there is none. */
  read(workflowId: string, runId?: string): Promise<WorkflowHistory | undefined>;
  /** The same in clear: it replays without keys. What is sealed for a person stays sealed. */
  decoded(history: WorkflowHistory): Promise<WorkflowHistory>;
}
