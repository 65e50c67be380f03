import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, chromiumPath } from './chromium';

/** Stands in for the package manager: notes what it is asked, and an install leaves a browser on the PATH. */
const APT = (folder: string) => `#!/bin/sh
echo "$1" >> ${folder}/asked
if [ "$1" = install ]; then printf '#!/bin/sh\\nexit 0\\n' > ${folder}/bin/chromium; chmod 755 ${folder}/bin/chromium; fi
`;

describe('finding a browser', () => {
  const before = { ...process.env };
  let folder: string;
  let told: string[];
  const tell = (line: string): void => void told.push(line);

  beforeEach(() => {
    told = [];
    folder = mkdtempSync(join(tmpdir(), 'onfile-browser-'));
    mkdirSync(join(folder, 'bin'));
    for (const tool of ['sh', 'which', 'env', 'chmod']) {
      const real = ['/usr/bin', '/bin'].map((floor) => join(floor, tool)).find((path) => existsSync(path));
      if (real !== undefined) symlinkSync(real, join(folder, 'bin', tool));
    }
    process.env['PATH'] = join(folder, 'bin');
    process.env['PLAYWRIGHT_BROWSERS_PATH'] = join(folder, 'downloads');
    delete process.env['CHROME_PATH'];
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...before };
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (name: string, text = '#!/bin/sh\nexit 0\n'): string => {
    const path = join(folder, 'bin', name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  };

  it('takes the one that is named, else one by its usual names, and says which', async () => {
    const chrome = program('google-chrome');
    expect(await chromiumPath(tell)).toBe(chrome);
    const chromium = program('chromium');
    expect(await chromiumPath(tell)).toBe(chromium);
    process.env['CHROME_PATH'] = '/named/browser';
    expect(await chromiumPath(tell)).toBe('/named/browser');
    expect(told).toEqual([
      `browser: ${chrome} (found)`,
      `browser: ${chromium} (found)`,
      'browser: /named/browser (named by CHROME_PATH)',
    ]);
  });

  it('passes over one that does not run', async () => {
    program('chromium', '#!/bin/sh\nexit 1\n');
    const chrome = program('google-chrome');
    expect(await chromiumPath(tell)).toBe(chrome);
  });

  it('installs the package of Debian when root, after asking what there is', async () => {
    jest.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(0);
    program('apt-get', APT(folder));
    expect(await chromiumPath(tell)).toBe(join(folder, 'bin', 'chromium'));
    expect(readFileSync(join(folder, 'asked'), 'utf8').split('\n')).toEqual(['update', 'install', '']);
    expect(told).toEqual([expect.stringContaining("Debian's package"), expect.stringContaining('(installed)')]);
  });

  it('leaves the sandbox out for root only', () => {
    const user = jest.spyOn(process as { getuid: () => number }, 'getuid');
    user.mockReturnValue(0);
    expect(chromiumFlags()).toEqual(['--no-sandbox']);
    user.mockReturnValue(1000);
    expect(chromiumFlags()).toEqual([]);
  });
});
