import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { integrity } from './build/integrity.ts';
import { spokenLocales } from './build/locales.ts';

export default defineConfig({
  plugins: [spokenLocales(), react(), integrity()],
  // The api puts a nonce of its own into each page it answers (S3).
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { conditions: ['@onfile/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // The first browsers that know `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: 'dist',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
});
