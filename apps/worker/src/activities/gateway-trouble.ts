import { GatewayUnreachable } from '@onfile/gateways';
import { ApplicationFailure } from '@temporalio/common';

/**
 * Runs a call to a gateway. One that can not be reached fails retryably, after the pause that it asked for; the message
 * names the gateway and nothing else.
 */
export async function reaching<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof GatewayUnreachable)) throw error;
    throw ApplicationFailure.create({
      type: error.name,
      message: error.message,
      ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: error.retryAfterMs }),
    });
  }
}
