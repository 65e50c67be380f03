import { dataConverter, type PayloadKeys } from '@onfile/temporal';
import { Client, Connection } from '@temporalio/client';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** One history to be replayed, as JSON of Temporal's own tools. */
export interface KeptHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Exported histories, one a file. @throws {Error} for what is no JSON */
export function* fromFiles(files: readonly string[]): Generator<KeptHistory> {
  for (const file of files) {
    yield { workflowId: basename(file, '.json'), history: JSON.parse(readFileSync(file, 'utf8')) as unknown };
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
    histories: written(client.workflow.list({ query }).intoHistories({ concurrency: 10 })),
    close: () => connection.close(),
  };
}

/** Between processes only JSON is handed on; what the server sends is more than that. */
async function* written(histories: AsyncIterable<HistoryAndWorkflowId>): AsyncGenerator<KeptHistory> {
  for await (const { workflowId, history } of histories) {
    yield { workflowId, history: JSON.parse(historyToJSON(history as Parameters<typeof historyToJSON>[0])) as unknown };
  }
}
