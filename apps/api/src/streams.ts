import type { Account, AccountEvent, CardAdditionEvent, Journey, Wallet, WalletEvent } from '@onfile/domain';

/** One fact as it lies in the log. `position` is its place in the whole log. */
export interface StoredFact<Event> {
  readonly fact: Event;
  readonly revision: number;
  readonly position: string;
  readonly commandId: string;
  readonly bodyHash?: string;
  /** Whose doing it was, where the one who wrote it said so. */
  readonly actor?: string;
}

/** A stream, read to its end. */
export interface Loaded<State, Event> {
  readonly state: State;
  readonly facts: readonly StoredFact<Event>[];
}

/** The facts of one command: just written, or found there. */
export interface Recorded<Event> {
  readonly facts: readonly StoredFact<Event>[];
  readonly position: string;
  readonly repeated: boolean;
}

/** The log's streams, as the api reads and writes them. Every method throws `LogUnavailable` when the log is away. */
export interface Streams {
  journey(journeyId: string): Promise<Loaded<Journey, CardAdditionEvent>>;
  account(accountId: string): Promise<Loaded<Account, AccountEvent>>;
  wallet(accountId: string): Promise<Loaded<Wallet, WalletEvent>>;
  /** Appends one decision on an account. @throws {Refusal} what `decide` throws */
  recordOnAccount(
    accountId: string,
    command: { commandId: string; bodyHash: string; at: string },
    decide: (account: Account, at: string) => AccountEvent[],
  ): Promise<Recorded<AccountEvent>>;
  /** Hands on the facts of one journey as they come, after `position`, until `signal` says stop. */
  followJourney(
    journeyId: string,
    after: string,
    onFact: (fact: StoredFact<CardAdditionEvent>) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
