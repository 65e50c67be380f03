import { expect } from '@jest/globals';

/** Rules as three values: what a command adds to a state, what a fact does to it, and the state before all facts. */
export interface Rules<Command, State, Fact, Outcome> {
  readonly decide: (command: Command, state: State, at: string) => Outcome;
  readonly evolve: (state: State, fact: Fact) => State;
  readonly initial: State;
}

/** What a spec may say after `when`. Every comparison is strict: no fact and no field more or less. */
export interface Answer<Outcome> {
  /** Exactly these facts are added. */
  then(expected: Outcome): void;
  /** A repeat: nothing is added, nothing refused. */
  thenNothing(): void;
  /** Turned down with this code and, if given, exactly these details. */
  thenRefused(code: string, details?: object): void;
}

/** Begins a sentence: given these facts, when this is asked at this instant, then … */
export interface Spec<Command, Fact, Outcome> {
  given(...facts: readonly Fact[]): { when(command: Command, at?: string): Answer<Outcome> };
}

/**
 * Specs of pure rules. The state is frozen and each decision is made twice, so that a rule that changes its input or is
 * not the same every time is found out.
 * @param now the instant of a `when` that names none.
 */
export function specify<Command, State, Fact, Outcome extends object>(
  { decide, evolve, initial }: Rules<Command, State, Fact, Outcome>,
  now: string,
): Spec<Command, Fact, Outcome> {
  return {
    given: (...facts) => ({
      when: (command, at = now) => {
        const state = facts.reduce(evolve, deepFreeze(initial));
        const attempt = () => answerOf(() => decide(deepFreeze(command), deepFreeze(state), at));
        const answer = attempt();
        expect(attempt()).toStrictEqual(answer);
        return answerer(answer);
      },
    }),
  };
}

type Given<Outcome> = { added: Outcome } | { refused: string; details: object };

function answerOf<Outcome>(decide: () => Outcome): Given<Outcome> {
  try {
    return { added: decide() };
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      return { refused: String(error.code), details: 'details' in error ? Object(error.details) : {} };
    }
    throw error;
  }
}

function answerer<Outcome extends object>(answer: Given<Outcome>): Answer<Outcome> {
  return {
    then: (expected) => expect(answer).toStrictEqual({ added: expected }),
    thenNothing: () => expect('added' in answer ? Object.values(answer.added) : answer).toStrictEqual([]),
    thenRefused: (code, details) =>
      expect(answer).toStrictEqual({ refused: code, details: details ?? expect.any(Object) }),
  };
}

/** Freezes a value and all that hangs on it; a rule that writes to it then throws. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
