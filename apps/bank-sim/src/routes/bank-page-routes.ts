import type { Bank } from '../bank';
import { problem, seeOther, type HttpAnswer } from '../http/answer';
import { formBody, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import { answerPage, oneTimeCode, type PageAnswer } from '../network/bank-page';
import type { Payment } from '../network/payment';
import { askingPage, endedPage, silentPage } from '../pages/bank-page';
import { html } from '../pages/html';
import { pageAnswer } from '../pages/page';
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
      serve: (request) => onPage(bank, request, (payment) => show(bank, payment)),
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
  { params }: BankRequest,
  serve: (payment: Payment) => HttpAnswer | Promise<HttpAnswer>,
): HttpAnswer | Promise<HttpAnswer> {
  const payment = bank.payments.withPage(params.page ?? '');
  if (!payment) {
    const body = html`<p>Nobody is asked anything here.</p>`;
    return pageAnswer({ title: 'There is no such page', status: 404, alone: true, body });
  }
  const { key, last4 } = payment;
  const about = { operation: 'page' as const, key, last4, cardFault: scenarioNamed(payment.scenario).fault };
  return withFaults(bank, about, () => serve(payment));
}

function show(bank: Bank, payment: Payment): HttpAnswer {
  if (payment.status !== 'needs-bank-page') return endedPage(payment);
  return askingPage(payment, oneTimeCode(bank, payment.pageId ?? ''));
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
  if (result.next === 'silence') return silentPage();
  if (result.next === 'wrong-code') return askingPage(result.payment, oneTimeCode(bank, pageId), { wrongCode: true });
  if (result.first) await bank.courier.deliver(result.first);
  return result.payment.returnUrl ? seeOther(result.payment.returnUrl) : endedPage(result.payment);
}
