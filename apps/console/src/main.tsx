import './design/tokens.css';
import './design/base.css';
import './design/parts.css';
import './design/pages.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/query-client';
import { applyAppearance } from './design/appearance';
import { router } from './routes';
import { heedOtherTabs } from './session/other-tabs';
import { WordsProvider } from './words/words';

applyAppearance();
heedOtherTabs(queryClient);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <WordsProvider>
        <RouterProvider router={router} />
      </WordsProvider>
    </QueryClientProvider>
  </StrictMode>,
);
