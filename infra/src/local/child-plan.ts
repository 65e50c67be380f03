/** A process as the guard starts it; plain data, since it goes over a pipe. */
export interface SpawnPlan {
  /** Name in `stack.json`, in the log's file name, and on the terminal. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process, beside PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Another user than the one who starts the stack. */
  readonly uid?: number;
  readonly gid?: number;
  /** Asks the process to stop in its own way; SIGTERM unless said otherwise. */
  readonly stopSignal?: NodeJS.Signals;
}

/** One process of the stack, with the way to know that it does its work. */
export interface ChildPlan extends SpawnPlan {
  /** Whether it is ready; a throw means not yet. */
  ready(): Promise<boolean>;
  /** Before each start, also after a death: puts right what a killed run left behind. */
  prepare?(): Promise<void>;
}
