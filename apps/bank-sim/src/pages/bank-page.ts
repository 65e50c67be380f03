import { toDecimalText } from '../network/amount-text';
import type { HttpAnswer } from '../http/answer';
import type { Payment } from '../network/payment';
import { BANK_PAGE_WORDS } from './bank-page-words';
import { html, type Html } from './html';
import { pageAnswer, type Page } from './page';
import { LANG, type Language } from './spoken';

/** The sign of the bank, which asks; people see whose page it is. */
const SIGN = html`<p class="sign">Pretend bank</p>`;

const asks = (language: Language, page: Pick<Page, 'title' | 'status' | 'formsTo'>, body: Html): HttpAnswer =>
  pageAnswer({ ...page, lang: LANG[language], alone: true, asks: true, above: SIGN, body });

/** R29: the bank asks the person who pays. */
export function askingPage(payment: Payment, code: string, language: Language, { wrongCode = false } = {}): HttpAnswer {
  const { amount, kind, last4, pageId, returnUrl } = payment;
  const words = BANK_PAGE_WORDS[language];
  const formsTo = returnUrl && new URL(returnUrl).origin;
  return asks(
    language,
    { title: words.title, status: wrongCode ? 422 : 200, formsTo },
    html`<dl class="facts">
        <dt>${words.asked[kind]}</dt>
        <dd><strong>${amount.currency} ${toDecimalText(amount)}</strong></dd>
        <dt>${words.card}</dt>
        <dd><strong>•••• ${last4}</strong></dd>
      </dl>
      <p>${words.shown} <output data-one-time-code="${code}">${code}</output></p>
      ${wrongCode && html`<p role="alert" id="wrong">${words.wrong}</p>`}
      <form method="post" action="/bank-page/${pageId}">
        <label for="code">${words.code}</label>
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="6"
          ${wrongCode ? html`aria-invalid="true" aria-describedby="wrong"` : undefined}
        />
        <div class="buttons">
          <button name="answer" value="confirm">${words.confirm}</button>
          <button name="answer" value="cancel" class="second">${words.cancel}</button>
          <button name="answer" value="silence" class="second">${words.silence}</button>
        </div>
      </form>
      <p class="note">${words.silenceMeans}</p>`,
  );
}

/** The page after the person said nothing, or when the bank will not. */
export function silentPage(language: Language): HttpAnswer {
  const { title, text } = BANK_PAGE_WORDS[language].silent;
  return asks(language, { title }, html`<p>${text}</p>`);
}

/** The page of a payment that is over, for whoever comes again. */
export function endedPage({ status, returnUrl }: Payment, language: Language): HttpAnswer {
  const { over, status: words } = BANK_PAGE_WORDS[language];
  return asks(
    language,
    { title: over.title },
    html`<p>${over.stands} <strong>${words[status]}</strong></p>
      ${returnUrl && html`<p><a href="${returnUrl}">${over.back}</a></p>`}`,
  );
}

/** For an address under which nobody is asked anything. */
export function nobodyPage(language: Language): HttpAnswer {
  const { title, text } = BANK_PAGE_WORDS[language].none;
  return asks(language, { title, status: 404 }, html`<p>${text}</p>`);
}
