import type { Bank } from '../bank';
import { problem, seeOther, type HttpAnswer } from '../http/answer';
import { formBody, header, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import { answerPage, oneTimeCode, type PageAnswer } from '../network/bank-page';
import type { Payment } from '../network/payment';
import { askingPage, endedPage, nobodyPage, silentPage } from '../pages/bank-page';
import { languageOf, type Language } from '../pages/spoken';
import { scenarioNamed } from '../scenarios/catalogue';
import { withFaults } from './with-faults';

const ANSWERS: readonly string[] = ['confirm', 'cancel', 'silence'] satisfies PageAnswer[];

/** R29: the page on which the bank makes sure who pays. */
export function bankPageRoutes(bank: Bank): Route[] {
  const path = '/bank-page/:page';
  return [
    {
      method: 'GET',
      path,
      access: 'open',
      serve: (request) => onPage(bank, request, (payment) => show(bank, payment, languageAskedIn(request))),
    },
    {
      method: 'POST',
      path,
      access: 'open',
      serve: (request) => onPage(bank, request, (payment) => answer(bank, payment, request)),
    },
  ];
}

function onPage(
  bank: Bank,
  request: BankRequest,
  serve: (payment: Payment) => HttpAnswer | Promise<HttpAnswer>,
): HttpAnswer | Promise<HttpAnswer> {
  const payment = bank.payments.withPage(request.params.page ?? '');
  if (!payment) return nobodyPage(languageAskedIn(request));
  const { key, last4 } = payment;
  const about = { operation: 'page' as const, key, last4, cardFault: scenarioNamed(payment.scenario).fault };
  return withFaults(bank, about, () => serve(payment));
}

/** That of the person's browser: nobody has chosen one at the bank. */
const languageAskedIn = (request: BankRequest): Language => languageOf(header(request, 'accept-language') ?? '');

function show(bank: Bank, payment: Payment, language: Language): HttpAnswer {
  if (payment.status !== 'needs-bank-page') return endedPage(payment, language);
  return askingPage(payment, oneTimeCode(bank, payment.pageId ?? ''), language);
}

async function answer(bank: Bank, { pageId = '' }: Payment, request: BankRequest): Promise<HttpAnswer> {
  const form = formBody(request);
  const given = form.get('answer') ?? '';
  if (!ANSWERS.includes(given))
    return problem(422, 'invalid-request', 'Some fields are missing or wrong.', { fields: ['answer'] });
  const code = (form.get('code') ?? '').trim();
  const result = bank.db.transaction(() => {
    const payment = bank.payments.withPage(pageId)!;
    return answerPage(bank, payment, { answer: given as PageAnswer, code });
  })();
  const language = languageAskedIn(request);
  if (result.next === 'silence') return silentPage(language);
  if (result.next === 'wrong-code')
    return askingPage(result.payment, oneTimeCode(bank, pageId), language, { wrongCode: true });
  if (result.first) await bank.courier.deliver(result.first);
  return result.payment.returnUrl ? seeOther(result.payment.returnUrl) : endedPage(result.payment, language);
}
