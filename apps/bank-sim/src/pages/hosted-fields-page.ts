import type { Card } from '../cards/cards';
import type { HttpAnswer } from '../http/answer';
import { CARD_FORM_WORDS, type CardFormWords } from './card-form-words';
import { html } from './html';
import { pageAnswer } from './page';
import { LANG, type Language } from './spoken';

/** How the form is shown. */
export interface HostedFields {
  /** The page around the frame, which alone may show it and gets the token. */
  readonly origin: string;
  /** R37: the card whose validity period is edited; without it a card is entered anew. */
  readonly editing?: Card;
  /** ISO 3166-1 alpha-2 of where the person lives, or empty. */
  readonly country: string;
  /** Of the page around it. */
  readonly language: Language;
  /** Of the page around it: `light` or `dark`; anything else is as the device says. */
  readonly appearance: string;
  /** Whether it has a Yes of its own; a page around it with a Yes says no, so that nothing moves once both are there. */
  readonly hasButton: boolean;
}

const expiry = ({ expMonth, expYear, month, year, securityCode }: CardFormWords) =>
  html`<div class="row">
    <div>
      <label for="exp-month">${expMonth}</label>
      <input
        id="exp-month"
        name="expMonth"
        inputmode="numeric"
        autocomplete="cc-exp-month"
        placeholder="${month}"
        maxlength="2"
        required
      />
    </div>
    <div>
      <label for="exp-year">${expYear}</label>
      <input
        id="exp-year"
        name="expYear"
        inputmode="numeric"
        autocomplete="cc-exp-year"
        placeholder="${year}"
        maxlength="4"
        required
      />
    </div>
    <div>
      <label for="security-code">${securityCode}</label>
      <input id="security-code" name="securityCode" inputmode="numeric" autocomplete="cc-csc" maxlength="4" required />
    </div>
  </div>`;

const wholeCard = (words: CardFormWords) =>
  html`<label for="number">${words.number}</label>
    <input id="number" name="number" inputmode="numeric" autocomplete="cc-number" maxlength="23" required />
    ${expiry(words)}
    <label for="holder-name">${words.holderName}</label>
    <input id="holder-name" name="holderName" autocomplete="cc-name" maxlength="200" required />`;

/**
 * The form that sends a card to the bank and its token to the page around it. Needs its script. It speaks and looks like
 * that page, whose heading stands above the frame: its own is for screen readers.
 */
export function hostedFieldsPage(asked: HostedFields): HttpAnswer {
  const { origin, editing, country, language, appearance, hasButton } = asked;
  const action = editing ? `/v1/tokens/${encodeURIComponent(editing.token)}/renewals` : '/v1/tokens';
  const words = CARD_FORM_WORDS[language];
  return pageAnswer({
    title: editing ? words.edit(editing.last4) : words.newCard,
    lang: LANG[language],
    appearance,
    script: true,
    alone: true,
    framedBy: origin,
    body: html`<noscript><p role="alert">${words.noScript}</p></noscript>
      <form
        id="card-form"
        action="${action}"
        method="post"
        data-origin="${origin}"
        data-country="${/^[A-Z]{2}$/.test(country) && country}"
        data-words="${JSON.stringify(words.refused)}"
        novalidate
      >
        ${editing ? expiry(words) : wholeCard(words)}
        <p id="message" role="alert"></p>
        <div class="buttons"><button ${!hasButton && html`hidden`}>${words.yes}</button></div>
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
