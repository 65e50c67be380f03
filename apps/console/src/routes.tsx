import { createBrowserRouter, Navigate } from 'react-router';
import { Crashed, NotFound } from './frame/not-found';
import { SignedInFrame } from './frame/signed-in-frame';

/** Every page by its address. Each is loaded when somebody goes there. */
export const router = createBrowserRouter([
  {
    errorElement: <Crashed />,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./pages/sign-in/sign-in')).SignIn }) },
      { path: '/signed-in', lazy: async () => ({ Component: (await import('./pages/sign-in/signed-in')).SignedIn }) },
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
