/**
 * Runs TypeScript straight from the sources of all rooms, as the specs do:
 * `node --conditions=@onfile/source -r ./infra/scripts/ts-hook.cjs file.ts`. Types are not checked here.
 */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const options = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};

process.setSourceMapsEnabled(true);

require.extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
