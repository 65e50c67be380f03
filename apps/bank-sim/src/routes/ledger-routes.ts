import type { Bank } from '../bank';
import { json, problem, type HttpAnswer } from '../http/answer';
import { queryNumber, wantsPage, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import { settlementFile } from '../network/settlement';
import { ledgerPage, noticesPage } from '../pages/ledger-page';
import { withFaults } from './with-faults';

const PAGE = 1_000;
const SCREEN = 100;

/**
 * What the bank has in its books. Programs show the key; a browser on this computer may look at the pages, which hold
 * nothing that the inbox does not.
 */
export function ledgerRoutes(bank: Bank, mayRead: (request: BankRequest) => boolean): Route[] {
  return [
    { method: 'GET', path: '/ledger', access: 'open', serve: (request) => ledger(bank, request, mayRead) },
    { method: 'GET', path: '/notices', access: 'open', serve: (request) => notices(bank, request, mayRead) },
    {
      method: 'GET',
      path: '/v1/settlements/:date',
      access: 'network',
      serve: ({ params: { date = '' } }) => settlement(bank, date),
    },
  ];
}

const KEY_WRONG = problem(401, 'key-wrong', 'The key is missing or wrong.');

function ledger(bank: Bank, request: BankRequest, mayRead: (request: BankRequest) => boolean): HttpAnswer {
  if (wantsPage(request)) {
    const before = queryNumber(request, 'before', Number.MAX_SAFE_INTEGER);
    return ledgerPage(bank.ledger.before(before, SCREEN));
  }
  if (!mayRead(request)) return KEY_WRONG;
  const limit = Math.min(PAGE, Math.max(1, queryNumber(request, 'limit', PAGE)));
  return json(200, { entries: bank.ledger.after(queryNumber(request, 'after', 0), limit) });
}

function notices(bank: Bank, request: BankRequest, mayRead: (request: BankRequest) => boolean): HttpAnswer {
  const latest = bank.notices.latest(SCREEN);
  if (wantsPage(request)) return noticesPage(latest);
  if (!mayRead(request)) return KEY_WRONG;
  return json(200, {
    notices: latest.map(({ body, tries, deliveredAt }) => ({ ...JSON.parse(body), tries, deliveredAt })),
  });
}

function settlement(bank: Bank, date: string): HttpAnswer | Promise<HttpAnswer> {
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date)) {
    return problem(422, 'invalid-request', 'A day is YYYY-MM-DD.', { fields: ['date'] });
  }
  return withFaults(bank, { operation: 'settlement', key: date }, () => ({
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="settlement-${date}.csv"`,
    },
    body: settlementFile(bank.ledger.ofDay(date), bank.ledger.taken()),
  }));
}
