/** Where a node writes what happens to it: pino, or anything that takes fields and a sentence. */
export interface NodeLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Writes nothing. */
export const silent: NodeLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
