/** Whom a notice is for, and the words that it needs. */
export interface Told {
  readonly accountId: string;
  readonly words: Record<string, string>;
}
