import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sync as writeWhole } from 'write-file-atomic';

/** Where the parts of a stack are. */
export interface StackUrls {
  readonly api: string;
  readonly console: string;
  readonly docs: string;
  readonly bank: string;
  readonly inbox: string;
  /** `host:port` of Temporal's server. */
  readonly temporal: string;
  /** Temporal's own pages, when they were asked for. */
  readonly temporalUi?: string;
  readonly eventLog: string;
  /** `/metrics` and `/health` of the embedded event node; none where the log is elsewhere. */
  readonly eventNode?: string;
  readonly database: string;
  readonly worker: string;
  readonly projector: string;
}

/** Keys that services of this stack know each other by; made for its data folder, worth nothing elsewhere. */
export interface LocalApiKeys {
  /** Onfile at the card network, and operators of the bank simulator. */
  readonly bank: string;
  /** Signs the bank's notices. */
  readonly bankNotices: string;
  readonly sms: string;
  /** The host platform at Onfile. */
  readonly service: string;
}

/** What `stack.json` in the data folder tells. */
export interface StackDescription {
  readonly urls: StackUrls;
  /** Process ids by name; `supervisor` and `guard` among them. */
  readonly pids: Readonly<Record<string, number>>;
  readonly apiKeys: LocalApiKeys;
}

/** Path of the description in a data folder. */
export const stackFile = (folder: string): string => join(folder, 'stack.json');

/** Writes the description, whole or not at all; for its owner's eyes only. */
export function writeStackFile(folder: string, description: StackDescription): void {
  writeWhole(stackFile(folder), `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
}

/** Reads the description; `undefined` when no stack runs on the folder. */
export function readStackFile(folder: string): StackDescription | undefined {
  if (!existsSync(stackFile(folder))) return undefined;
  return JSON.parse(readFileSync(stackFile(folder), 'utf8')) as StackDescription;
}
