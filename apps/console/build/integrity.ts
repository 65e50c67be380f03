import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A tag of the page that loads a file of the build. */
const LOADS = /<(?:script|link)\b[^>]*?(?:src|href)="(\/assets\/[^"]+)"[^>]*>/g;

/**
 * Names the digest of every script and style that the page loads (subresource integrity, S3), so that a browser runs no
 * file but the one of this build. It reads what was written, after every other plugin.
 */
export function integrity(): Plugin {
  return {
    name: 'integrity',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir = 'dist' }) {
      const page = join(dir, 'index.html');
      const named = readFileSync(page, 'utf8').replace(LOADS, (tag, path: string) => {
        const digest = createHash('sha384')
          .update(readFileSync(join(dir, path)))
          .digest('base64');
        return tag.replace(/\/?>$/, ` integrity="sha384-${digest}">`);
      });
      writeFileSync(page, named);
    },
  };
}
