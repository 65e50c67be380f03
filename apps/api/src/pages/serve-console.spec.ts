import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBench, type Bench } from '../../testing/bench';

const PAGE = `<!doctype html><html><head><meta property="csp-nonce" nonce="__CSP_NONCE__">
<script type="module" nonce="__CSP_NONCE__" src="/assets/main-1a2b.js" integrity="sha384-x"></script></head></html>`;

describe('the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  let bench: Bench;
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'assets/main-1a2b.js'), 'export {};');
    writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    bench = await startBench({ settings: { consoleFolder: folder } });
  });
  afterAll(async () => {
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (path: string) => bench.http.get(path).set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');

  it.each(['/', '/payment-methods', '/complete-information', '/returned?journey=j1', '/index.html'])(
    'S3 %s is the page, with a nonce of its own that its policy names',
    async (path) => {
      const [first, second] = [await open(path), await open(path)];
      const nonces = [first, second].map(({ text }) => /nonce="([^"]+)" src/.exec(text)?.[1] ?? '');
      expect(first.status).toBe(200);
      expect(nonces[0]).toMatch(/^[A-Za-z0-9+/=]{24,}$/);
      expect(nonces[1]).not.toBe(nonces[0]);
      const policy = first.headers['content-security-policy'];
      expect(policy).toContain(`script-src 'nonce-${nonces[0]}' 'strict-dynamic'`);
      expect(policy).toContain(`frame-src https://bank.example;`);
      expect(policy).toContain(`frame-ancestors 'none'`);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(first.text).not.toContain('__CSP_NONCE__');
      expect(first.headers['cache-control']).toBe('no-store');
    },
  );

  it('keeps hashed files for long, and asks anew for the others', async () => {
    const script = await bench.http.get('/assets/main-1a2b.js').expect(200);
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.headers['content-type']).toContain('javascript');
    expect((await bench.http.get('/icon.svg').expect(200)).headers['cache-control']).toBe('no-cache');
  });

  it('leaves the api its own addresses, and never serves what is outside of its folder', async () => {
    await open('/v1/nothing').expect(404);
    expect((await open('/health/live')).body).toStrictEqual({ status: 'up' });
    for (const path of ['/../package.json', '/..%2f..%2fpackage.json', '/assets/..%2f..%2f..%2fetc/passwd']) {
      const { text } = await open(path);
      expect(text).not.toMatch(/root:|"name"/);
    }
    await bench.http.get('/no-such-file.js').set('Accept', 'application/json').expect(404);
  });
});

describe('without a console', () => {
  it('two plain pages stand in for it, without a script', async () => {
    const bench = await startBench();
    for (const path of ['/', '/returned']) {
      const { text } = await bench.http.get(path).expect(200);
      expect(text).toMatch(/^<!doctype html>/);
      expect(text).not.toContain('<script');
    }
    await bench.stop();
  });
});
