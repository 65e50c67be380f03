import type { Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { temporal } from '@temporalio/proto';

/**
 * What operators search workflows by. Never encrypted, so opaque ids and states only; the server has to know each name
 * before the first start.
 */
export const searchAttributes = {
  accountId: defineSearchAttributeKey('AccountId', 'KEYWORD'),
  journeyState: defineSearchAttributeKey('JourneyState', 'KEYWORD'),
  /** Month of a bill, `2024-05`. */
  period: defineSearchAttributeKey('Period', 'KEYWORD'),
};

/** gRPC's code for something that is there already. */
const ALREADY_EXISTS = 6;
const { INDEXED_VALUE_TYPE_KEYWORD } = temporal.api.enums.v1.IndexedValueType;

/** Tells the server the names of `searchAttributes`. Safe to repeat, and from several processes at once. */
export async function ensureSearchAttributes(
  { operatorService }: Pick<Connection, 'operatorService'>,
  namespace: string,
): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(searchAttributes).filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return;
  const types = Object.fromEntries(missing.map(({ name }) => [name, INDEXED_VALUE_TYPE_KEYWORD]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes: types }).catch((error: unknown) => {
    // Another process that starts at the same time was quicker.
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
  });
}
