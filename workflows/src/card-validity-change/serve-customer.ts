import type { ValidityChangeRequest, ValidityChangeView } from '@onfile/domain';
import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { ANSWER_WITHIN_MS, isCustomersTurn } from '../steps/customers-turn';
import type { StepOrigin } from '../steps/pen';
import { updateId } from '../steps/update-id';
import { changeValidity, viewChange } from './messages';
import type { OpenChange } from './open-change';

/** Answers the customer. Tells whether the very first request was refused, so that nothing has begun. */
export function serveEditor(change: OpenChange): { readonly wasRefused: () => boolean } {
  let refusedFirst = false;
  setHandler(viewChange, change.view);
  setHandler(
    changeValidity,
    async (request: ValidityChangeRequest, origin: StepOrigin) => {
      try {
        await change.take(request, updateId(), origin);
      } catch (error) {
        refusedFirst ||= change.state().status === 'none';
        throw error;
      }
      // Not asked of `condition` where it is so already: even a wait that is over starts and stops a timer.
      const mayAnswer = () => isCustomersTurn(change.view());
      if (!mayAnswer()) await condition(mayAnswer, ANSWER_WITHIN_MS);
      return viewOf(change);
    },
    { validator: (request: ValidityChangeRequest, _origin: StepOrigin) => change.check(request) },
  );
  return { wasRefused: () => refusedFirst };
}

function viewOf(change: OpenChange): ValidityChangeView {
  const view = change.view();
  if (!view) throw ApplicationFailure.nonRetryable('the change has not started');
  return view;
}
