import { createBrowserRouter, Navigate } from 'react-router';
import { Crashed, NotFound } from './frame/not-found';
import { SignedInFrame } from './frame/signed-in-frame';
import { operationsRoutes } from './pages/operations/routes';

/** Every page by its address. Each is loaded when somebody goes there. */
export const router = createBrowserRouter([
  {
    errorElement: <Crashed />,
    HydrateFallback: () => null,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./pages/sign-in/sign-in')).SignIn }) },
      { path: '/signed-in', lazy: async () => ({ Component: (await import('./pages/sign-in/signed-in')).SignedIn }) },
      operationsRoutes,
      {
        Component: SignedInFrame,
        children: [
          { index: true, element: <Navigate to="/payment-methods" replace /> },
          {
            path: '/payment-methods',
            lazy: async () => ({ Component: (await import('./pages/payment-methods/payment-methods')).PaymentMethods }),
          },
          {
            path: '/complete-information',
            lazy: async () => ({ Component: (await import('./pages/complete-information/start')).Start }),
          },
          {
            path: '/complete-information/:journeyId',
            lazy: async () => ({
              Component: (await import('./pages/complete-information/complete-information')).CompleteInformation,
            }),
          },
          {
            path: '/returned',
            lazy: async () => ({ Component: (await import('./pages/complete-information/returned')).Returned }),
          },
          {
            path: '/historical-cards',
            lazy: async () => ({
              Component: (await import('./pages/historical-cards/historical-cards')).HistoricalCards,
            }),
          },
          {
            path: '/payment-methods/:cardId/edit',
            lazy: async () => ({ Component: (await import('./pages/edit-validity/edit-validity')).EditValidity }),
          },
          {
            path: '/card-validity-changes/:changeId',
            lazy: async () => ({
              Component: (await import('./pages/edit-validity/validity-change')).ValidityChangePage,
            }),
          },
          { path: '/bills', lazy: async () => ({ Component: (await import('./pages/bills/bills')).Bills }) },
          {
            path: '/bills/:billId',
            lazy: async () => ({ Component: (await import('./pages/bills/one-bill')).OneBill }),
          },
          { path: '/holds', lazy: async () => ({ Component: (await import('./pages/holds/holds')).Holds }) },
          {
            path: '/preferences',
            lazy: async () => ({ Component: (await import('./pages/preferences/preferences')).Preferences }),
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);
