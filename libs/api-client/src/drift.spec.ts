import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

it('the generated types are those of the api’s description: npm run generate -w @onfile/api-client', async () => {
  const cwd = join(__dirname, '..');
  const bin = join(require.resolve('openapi-typescript/package.json'), '../bin/cli.js');
  const args = [bin, '../../apps/api/openapi.json', '-o', 'src/schema.generated.ts', '--check'];
  const { stderr } = await promisify(execFile)(process.execPath, args, { cwd });
  expect(stderr).not.toMatch(/error|out of date/i);
});
