import { dataConverter, type PayloadKeys } from '@onfile/temporal';
import { Client, Connection } from '@temporalio/client';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { temporal } from '@temporalio/proto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const { History } = temporal.api.history.v1;

/** One history to be replayed, in the bytes of Temporal's own protocol: they go from process to process as they are. */
export interface KeptHistory {
  readonly workflowId: string;
  readonly history: Uint8Array;
}

/** A history out of the JSON that Temporal's own tools write. */
export const bytesOf = (json: unknown): Uint8Array => History.encode(historyFromJSON(json)).finish();

/** Exported histories, one a file. @throws {Error} for what is no JSON */
export function* fromFiles(files: readonly string[]): Generator<KeptHistory> {
  for (const file of files) {
    yield { workflowId: basename(file, '.json'), history: bytesOf(JSON.parse(readFileSync(file, 'utf8'))) };
  }
}

const ENCRYPTED = Buffer.from('binary/encrypted').toString('base64');

/** Whether the payloads of an exported history are as they are kept. */
export const isEncrypted = (file: string): boolean => readFileSync(file, 'utf8').includes(ENCRYPTED);

/** Where histories are read from, and what their payloads are encrypted under. */
export interface Place {
  readonly address: string;
  readonly namespace: string;
  readonly payloadKeys: PayloadKeys;
}

/** All workflows that are open, unless a query says otherwise. */
export const OPEN = 'ExecutionStatus = "Running"';

/** How many histories of a query there are, and each of them. */
export async function fromTemporal({ address, namespace, payloadKeys }: Place, query: string) {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter: dataConverter(payloadKeys) });
  const { count } = await client.workflow.count(query);
  return {
    count,
    histories: encoded(client.workflow.list({ query }).intoHistories({ concurrency: 10 })),
    close: () => connection.close(),
  };
}

async function* encoded(histories: AsyncIterable<HistoryAndWorkflowId>): AsyncGenerator<KeptHistory> {
  for await (const { workflowId, history } of histories) {
    yield { workflowId, history: History.encode(history as temporal.api.history.v1.IHistory).finish() };
  }
}
