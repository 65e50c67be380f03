import { toDecimalText } from '../network/amount-text';
import type { HttpAnswer } from '../http/answer';
import type { Payment } from '../network/payment';
import { html } from './html';
import { pageAnswer } from './page';

/** R29: the bank asks the person who pays. */
export function askingPage(payment: Payment, code: string, { wrongCode = false } = {}): HttpAnswer {
  const { amount, last4, pageId, returnUrl } = payment;
  const what = payment.kind === 'hold' ? 'hold' : 'payment';
  return pageAnswer({
    title: 'Confirm that it is you',
    status: wrongCode ? 422 : 200,
    alone: true,
    asks: true,
    formsTo: returnUrl && new URL(returnUrl).origin,
    body: html` <p>
        A ${what} of <strong>${amount.currency} ${toDecimalText(amount)}</strong> is asked of your card ending in
        <strong>${last4}</strong>.
      </p>
      <p>A real bank would send you a code. This one shows it: <output data-one-time-code="${code}">${code}</output></p>
      ${wrongCode && html`<p role="alert" id="wrong">That was not the code. Please enter it again.</p>`}
      <form method="post" action="/bank-page/${pageId}">
        <label for="code">One-time code</label>
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="6"
          ${wrongCode ? html`aria-invalid="true" aria-describedby="wrong"` : undefined}
        />
        <div class="buttons">
          <button name="answer" value="confirm">Confirm</button>
          <button name="answer" value="cancel" class="second">Cancel</button>
          <button name="answer" value="silence" class="second">Say nothing</button>
        </div>
      </form>
      <p class="note">"Say nothing" leaves the bank waiting, as if you had closed the page.</p>`,
  });
}

/** The page after the person said nothing, or when the bank will not. */
export const silentPage = (): HttpAnswer =>
  pageAnswer({
    title: 'The bank says nothing',
    alone: true,
    asks: true,
    body: html`<p>You are not sent back, and nobody is told. You can close this page.</p>`,
  });

/** The page of a payment that is over, for whoever comes again. */
export function endedPage({ status, returnUrl }: Payment): HttpAnswer {
  return pageAnswer({
    title: 'This was answered already',
    alone: true,
    asks: true,
    body: html`<p>It stands so: <strong>${status}</strong>.</p>
      ${returnUrl && html`<p><a href="${returnUrl}">Go back</a></p>`}`,
  });
}
