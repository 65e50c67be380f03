/**
 * Where the key of each account lies, wrapped. Losing it is losing what it sealed, which is how a person is forgotten;
 * so it is kept apart from the read models, and backed up by itself.
 */
export interface PersonalKeys {
  /** The account's wrapped key; `fresh()` is kept, and answered, if it never had one. `forgotten`: it was destroyed. */
  keyOf(accountId: string, fresh?: () => Buffer): Promise<Buffer | 'forgotten' | 'none'>;
  /** Destroys the key, for good: the account never gets another. */
  destroy(accountId: string): Promise<void>;
}

/** Keys in memory, for tests of what is above. */
export function memoryPersonalKeys(): PersonalKeys {
  const keys = new Map<string, Buffer | 'forgotten'>();
  return {
    async keyOf(accountId, fresh) {
      const key = keys.get(accountId);
      if (key !== undefined || !fresh) return key ?? 'none';
      const made = fresh();
      keys.set(accountId, made);
      return made;
    },
    async destroy(accountId) {
      keys.set(accountId, 'forgotten');
    },
  };
}
