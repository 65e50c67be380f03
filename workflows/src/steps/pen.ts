import { CancellationScope } from '@temporalio/workflow';
import { refusalFailure, type RefusalAnswer } from '../refusal-failure';

/** A stream past what a workflow has folded. Revisions count from 0; -1 is an empty stream. */
export interface Tail<Fact> {
  readonly facts: readonly Fact[];
  /** Of the stream's last fact. */
  readonly revision: number;
}

/** What the log says after a decision: the tail to fold, and this command's own facts, also on a repeat. */
export interface Recorded<Fact> extends Tail<Fact> {
  readonly own: readonly Fact[];
  /** The rules turned it down; nothing was recorded. */
  readonly refused?: RefusalAnswer;
}

/** What the fact of a step remembers of the request behind it. */
export interface StepOrigin {
  /** Digest of the request's body: the same key with another body is refused by the api. */
  readonly bodyHash?: string;
}

/** One decision, as it goes to the log. */
export interface Entry<State, Command> extends StepOrigin {
  readonly commandId: string;
  readonly command: Command;
  readonly state: State;
  /** When it was decided, by the workflow's clock. */
  readonly at: string;
  /** Revision that the workflow has folded. */
  readonly after: number;
}

/** The stream that a workflow writes: its fold, and the local activities that read and append. */
export interface Book<State, Command, Fact> {
  readonly initial: State;
  readonly evolve: (state: State, fact: Fact) => State;
  readonly load: () => Promise<Tail<Fact>>;
  readonly record: (entry: Entry<State, Command>) => Promise<Recorded<Fact>>;
}

/** The only writer of one stream: one command at a time, each decided against the log as it is. */
export interface Pen<State, Command, Fact> {
  /** Folds what is in the stream already: a workflow that was reset, or is the stream's second, goes on from there. */
  readonly load: () => Promise<void>;
  readonly isLoaded: () => boolean;
  /** Answers the command's own facts. @throws ApplicationFailure of type `Refusal`. */
  readonly record: (command: Command, commandId: string, origin?: StepOrigin) => Promise<readonly Fact[]>;
  /** As the log said when it was last asked. */
  readonly state: () => State;
}

/**
 * Opens the pen on an empty page: `load` turns to where the log is.
 *
 * The SDK takes a stack trace of every promise, which is most of what a workflow costs; so there are few of them here, and
 * one scope for all turns.
 */
export function openPen<State, Command, Fact>(book: Book<State, Command, Fact>): Pen<State, Command, Fact> {
  let state: State = book.initial;
  let revision = -1;
  let isLoaded = false;
  let last: Promise<unknown> = Promise.resolve();
  const shielded = new CancellationScope({ cancellable: false });

  const fold = (tail: Tail<Fact>): void => {
    state = tail.facts.reduce(book.evolve, state);
    ({ revision } = tail);
  };
  /** Asks the log in its turn, and finishes even if the workflow is cancelled: the log may have it already. */
  const inTurn = <Answer, Result>(ask: () => Promise<Answer>, take: (answer: Answer) => Result): Promise<Result> => {
    const turn = last.then(() => shielded.run(ask)).then(take);
    last = turn.then(nothing, nothing); // a refused command must not block the next one
    return turn;
  };

  return {
    load: () =>
      inTurn(book.load, (tail) => {
        fold(tail);
        isLoaded = true;
      }),
    isLoaded: () => isLoaded,
    record: (command, commandId, origin = {}) =>
      inTurn(
        () => book.record({ commandId, command, state, at: new Date().toISOString(), after: revision, ...origin }),
        (recorded) => {
          fold(recorded);
          if (recorded.refused) throw refusalFailure(recorded.refused);
          return recorded.own;
        },
      ),
    state: () => state,
  };
}

const nothing = (): void => undefined;
