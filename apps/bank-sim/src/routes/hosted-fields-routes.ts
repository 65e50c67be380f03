import type { Bank } from '../bank';
import type { Route } from '../http/router';
import { hostedFieldsPage, notAllowedPage } from '../pages/hosted-fields-page';
import { languageOf } from '../pages/spoken';
import type { BankSettings } from '../settings';

/** R21: the card form of the bank, for a frame on the merchant's page: number and code never touch the merchant. */
export function hostedFieldsRoutes(bank: Bank, settings: BankSettings): Route[] {
  const merchant = settings.webhookUrl === undefined ? [] : [new URL(settings.webhookUrl).origin];
  const allowed = new Set([...merchant, ...settings.hostedFieldsOrigins]);
  return [
    {
      method: 'GET',
      path: '/hosted-fields',
      access: 'open',
      serve({ query }) {
        const origin = query.get('origin') ?? merchant[0] ?? bank.publicUrl();
        if (!allowed.has(origin) && origin !== bank.publicUrl() && !isThisComputer(origin)) return notAllowedPage();
        const token = query.get('token') ?? '';
        const editing = query.get('mode') === 'edit' ? bank.cards.find(token) : undefined;
        const asked = (name: string): string => query.get(name) ?? '';
        const look = {
          language: languageOf(asked('language')),
          appearance: asked('appearance'),
          hasButton: asked('button') !== 'none',
        };
        return hostedFieldsPage({ origin, editing, country: asked('country'), ...look });
      },
    },
  ];
}

/** A page served on this computer, on any port: people develop the merchant's page there. */
function isThisComputer(origin: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/.test(origin);
}
