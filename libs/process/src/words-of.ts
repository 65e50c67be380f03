/** The message of an error, for a log line: its other fields may hold what must not be kept. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
