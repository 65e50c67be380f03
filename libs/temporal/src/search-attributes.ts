import { defineSearchAttributeKey } from '@temporalio/common';

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
