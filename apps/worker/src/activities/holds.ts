import { holdAmount } from '@onfile/domain';
import { NO_RATE_FAILURE, type HoldActivities, type QuoteActivities } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityPorts } from '../ports';
import { reaching } from './gateway-trouble';

/** Calls to the card gateway: one call out, one answer back. A decline is a result; the gateway's absence is an error. */
export function holdActivities({ cards, publicUrl }: Pick<ActivityPorts, 'cards' | 'publicUrl'>): HoldActivities {
  return {
    placeHold: ({ key, token, amount, journeyId }) => {
      const returnUrl = `${publicUrl}/v1/bank-return?session=${encodeURIComponent(journeyId)}`;
      return reaching(() => cards.placeHold({ key, token, amount, returnUrl, reference: journeyId }));
    },
    findHold: ({ key }) => reaching(() => cards.findHold(key)),
    releaseHold: ({ key, holdId, how }) =>
      reaching(() => (how === 'void' ? cards.voidHold({ key, holdId }) : cards.refundHold({ key, holdId }))),
  };
}

/** $1 at the rate of now. */
export function quoteActivity({ rates }: Pick<ActivityPorts, 'rates'>): QuoteActivities {
  return {
    async quoteHold({ currency }) {
      const rate = await reaching(() => rates.rateTo(currency));
      if (!rate) throw ApplicationFailure.nonRetryable(`no rate for ${currency}`, NO_RATE_FAILURE);
      return { rate, ...holdAmount(rate) };
    },
  };
}
