import { homedir } from 'node:os';
import { join } from 'node:path';
export async function testServerPath(): Promise<string> {
  return (
    process.env['TEMPORAL_TEST_SERVER_PATH'] ??
    join(homedir(), '.cache/onfile/temporal-test-server/1.40.0/temporal-test-server')
  );
}
