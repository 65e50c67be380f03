/** What a worker process needs to start. */
export interface WorkerOrder {
  readonly address: string;
  readonly codePath: string;
  /** Names of the activities that are carried out by the parent. */
  readonly activities: readonly string[];
}

/** A call of an activity, on its way to the parent. */
export interface ActivityCall {
  readonly id: number;
  readonly name: string;
  readonly workflowId: string;
  readonly args: readonly unknown[];
}

/** The parent's answer. */
export type ActivityAnswer =
  | { readonly id: number; readonly answer: unknown }
  | {
      readonly id: number;
      readonly failure: { readonly type: string; readonly message: string; readonly nonRetryable: boolean };
    };
