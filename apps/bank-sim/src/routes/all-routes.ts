import { Counter, Gauge, Registry } from 'prom-client';
import type { Bank } from '../bank';
import { header, type BankRequest } from '../http/request';
import type { Route } from '../http/router';
import type { BankSettings } from '../settings';
import { bankPageRoutes } from './bank-page-routes';
import { hostedFieldsRoutes } from './hosted-fields-routes';
import { inboxRoutes } from './inbox-routes';
import { ledgerRoutes } from './ledger-routes';
import { operationsRoutes } from './operations-routes';
import { operatorRoutes } from './operator-routes';
import { paymentRoutes } from './payment-routes';
import { publicRoutes } from './public-routes';
import { tokenRoutes } from './token-routes';

/** The whole interface of the bank. */
export function allRoutes(bank: Bank, settings: BankSettings, isReady: () => boolean): Route[] {
  const registry = new Registry();
  const mayRead = (request: BankRequest) => header(request, 'authorization') === `Bearer ${settings.apiKey}`;
  const money = [...paymentRoutes(bank, 'hold'), ...paymentRoutes(bank, 'charge'), ...tokenRoutes(bank)];
  new Gauge({
    name: 'bank_notices_waiting',
    help: 'Notices that were not taken yet.',
    registers: [registry],
    collect() {
      this.set(bank.notices.waiting());
    },
  });
  return [
    ...counted(money, registry),
    ...bankPageRoutes(bank),
    ...hostedFieldsRoutes(bank, settings),
    ...inboxRoutes(bank),
    ...ledgerRoutes(bank, mayRead),
    ...operatorRoutes(bank),
    ...publicRoutes(),
    ...operationsRoutes(isReady, registry),
  ];
}

/** Counts the answers of each route by status; a lost one as 0. */
function counted(routes: readonly Route[], registry: Registry): Route[] {
  const counter = new Counter({
    name: 'bank_answers_total',
    help: 'Answers of the card network by route and HTTP status; 0 is an answer that got lost.',
    labelNames: ['method', 'path', 'status'],
    registers: [registry],
  });
  return routes.map((route) => ({
    ...route,
    serve: async (request) => {
      const answer = await route.serve(request);
      counter.inc({ method: route.method, path: route.path, status: answer.status });
      return answer;
    },
  }));
}
