import type { RouteObject } from 'react-router';

/**
 * The operators' pages by their addresses. All of them, their frame and their words too, come in files of their own: a
 * customer loads none of it.
 */
export const operationsRoutes: RouteObject = {
  path: '/operations',
  lazy: async () => ({ Component: (await import('./frame')).OperationsFrame }),
  children: [
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./sign-in')).OperatorSignIn }) },
    {
      lazy: async () => ({ Component: (await import('./frame')).SignedInOperator }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./health/health')).Health }) },
        { path: 'find', lazy: async () => ({ Component: (await import('./find/find')).Find }) },
        { path: 'find/act', lazy: async () => ({ Component: (await import('./act/bulk')).ActOnAll }) },
        {
          path: 'journeys/:journeyId',
          lazy: async () => ({ Component: (await import('./explain/journey')).ExplainJourney }),
        },
        {
          path: 'journeys/:journeyId/shadow',
          lazy: async () => ({ Component: (await import('./shadow/shadow')).ShadowJourney }),
        },
        { path: 'bills', lazy: async () => ({ Component: (await import('./bills/bill-list')).Bills }) },
        { path: 'bills/:billId', lazy: async () => ({ Component: (await import('./bills/one-bill')).ExplainBill }) },
        {
          path: 'bills/:billId/shadow',
          lazy: async () => ({ Component: (await import('./shadow/shadow')).ShadowBill }),
        },
        {
          path: 'accounts/:accountId',
          lazy: async () => ({ Component: (await import('./accounts/one-account')).ExplainAccount }),
        },
        { path: 'runs', lazy: async () => ({ Component: (await import('./runs/runs')).Runs }) },
        { path: 'backtest', lazy: async () => ({ Component: (await import('./backtest/backtest')).Backtests }) },
        { path: 'runs/:period', lazy: async () => ({ Component: (await import('./runs/one-run')).ControlRoom }) },
        {
          path: 'read-models',
          lazy: async () => ({ Component: (await import('./read-models/read-models')).ReadModels }),
        },
        { path: 'approvals', lazy: async () => ({ Component: (await import('./approvals/approvals')).Approvals }) },
        { path: 'log', lazy: async () => ({ Component: (await import('./log/operator-log')).OperatorLog }) },
        { path: '*', lazy: async () => ({ Component: (await import('./nowhere')).Nowhere }) },
      ],
    },
  ],
};
