import type { Card } from '../cards/cards';
import type { HttpAnswer } from '../http/answer';
import { html } from './html';
import { pageAnswer } from './page';

/** How the form is shown. */
export interface HostedFields {
  /** The page around the frame, which alone may show it and gets the token. */
  readonly origin: string;
  /** R37: the card whose validity period is edited; without it a card is entered anew. */
  readonly editing?: Card;
  /** ISO 3166-1 alpha-2 of where the person lives, or empty. */
  readonly country: string;
}

const expiry = html`<div class="row">
  <div>
    <label for="exp-month">Expiry month</label>
    <input
      id="exp-month"
      name="expMonth"
      inputmode="numeric"
      autocomplete="cc-exp-month"
      placeholder="MM"
      maxlength="2"
      required
    />
  </div>
  <div>
    <label for="exp-year">Expiry year</label>
    <input
      id="exp-year"
      name="expYear"
      inputmode="numeric"
      autocomplete="cc-exp-year"
      placeholder="YYYY"
      maxlength="4"
      required
    />
  </div>
  <div>
    <label for="security-code">Security code</label>
    <input id="security-code" name="securityCode" inputmode="numeric" autocomplete="cc-csc" maxlength="4" required />
  </div>
</div>`;

const wholeCard = html`<label for="number">Card number</label>
  <input id="number" name="number" inputmode="numeric" autocomplete="cc-number" maxlength="23" required />
  ${expiry}
  <label for="holder-name">Card holder's name</label>
  <input id="holder-name" name="holderName" autocomplete="cc-name" maxlength="200" required />`;

/** The form that sends a card to the bank and its token to the page around it. Needs its script. */
export function hostedFieldsPage({ origin, editing, country }: HostedFields): HttpAnswer {
  const action = editing ? `/v1/tokens/${encodeURIComponent(editing.token)}/renewals` : '/v1/tokens';
  return pageAnswer({
    title: editing ? `Validity period of the card ending in ${editing.last4}` : 'Your card',
    script: true,
    alone: true,
    framedBy: origin,
    body: html`<noscript
        ><p role="alert">This form needs JavaScript, so that your card goes to the bank only.</p></noscript
      >
      <form
        id="card-form"
        action="${action}"
        method="post"
        data-origin="${origin}"
        data-country="${/^[A-Z]{2}$/.test(country) && country}"
        novalidate
      >
        ${editing ? expiry : wholeCard}
        <p id="message" role="alert"></p>
        <div class="buttons"><button>Yes</button></div>
      </form>`,
  });
}

/** For a page around the form that nobody allowed. */
export const notAllowedPage = (): HttpAnswer =>
  pageAnswer({
    title: 'This page may not show the card form',
    status: 403,
    alone: true,
    body: html`<p>Its address is not among those that the bank was told (HOSTED_FIELDS_ORIGINS).</p>`,
  });
