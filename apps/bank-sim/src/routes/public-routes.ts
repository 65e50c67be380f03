import { json } from '../http/answer';
import type { Route } from '../http/router';
import { assetRoutes } from '../pages/assets';
import { indexPage, scenariosPage } from '../pages/start-pages';
import { listedScenarios } from '../scenarios/catalogue';

/** The pages that are the same for everybody. */
export function publicRoutes(): Route[] {
  return [
    ...assetRoutes,
    { method: 'GET', path: '/', access: 'open', serve: indexPage },
    { method: 'GET', path: '/scenarios', access: 'open', serve: scenariosPage },
    {
      method: 'GET',
      path: '/scenarios.json',
      access: 'open',
      serve: () => json(200, { scenarios: listedScenarios() }),
    },
  ];
}
