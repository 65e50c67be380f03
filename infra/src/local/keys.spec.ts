import { readSettings } from '@onfile/settings';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysOf, secretsFile } from './keys';

describe('the keys of a data folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onfile-keys-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once, are what the apps can read, and are for their owner only', () => {
    const keys = keysOf(folder);
    expect(keysOf(folder)).toEqual(keys);
    const { secrets } = readSettings({ ONFILE_SECRETS_FILE: secretsFile(folder) }, ['secrets']);
    expect(secrets).toMatchObject({
      cardNetworkApiKey: keys.cardNetworkApiKey,
      webhookSecret: keys.webhookSecret,
      serviceClientSecret: keys.serviceClientSecret,
    });
    for (const file of ['secrets.json', 'keys.json']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('are others in every folder', () => {
    const other = mkdtempSync(join(tmpdir(), 'onfile-keys-'));
    try {
      const [here, there] = [keysOf(folder), keysOf(other)].map((keys) => Object.values(keys));
      expect(here?.filter((key) => there?.includes(key))).toEqual([]);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});
