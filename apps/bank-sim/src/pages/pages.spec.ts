import { createHash } from 'node:crypto';
import { Bench } from '../../testing/bench';

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

describe('pages', () => {
  let bench: Bench;
  const paths: Record<string, string> = {
    start: '/',
    scenarios: '/scenarios',
    inbox: '/inbox?to=%2B56912345678',
    ledger: '/ledger',
    notices: '/notices',
    'card form': '/hosted-fields?origin=http://localhost:5173',
    'no bank page': '/bank-page/none',
    'no card form': '/hosted-fields?origin=https://evil.example',
  };
  beforeAll(async () => {
    bench = await Bench.open();
    const asked = await bench.place('hold', await bench.token('three-ds-challenge'));
    const answered = await bench.place('hold', await bench.token('three-ds-challenge'));
    await bench.press(answered.body.bankPageUrl ?? '', 'confirm');
    await bench.place('charge', await bench.token('charge-notice-before-answer'));
    await bench.ask('/v1/sms', {
      key: bench.key(),
      token: 'sms-key',
      body: { to: '+56912345678', text: '<b>bold</b> & "quoted"' },
    });
    paths['bank page'] = new URL(asked.body.bankPageUrl ?? '').pathname;
    paths['bank page, answered'] = new URL(answered.body.bankPageUrl ?? '').pathname;
    paths.edit = `/hosted-fields?mode=edit&token=${await bench.token('approve')}`;
  });
  afterAll(() => bench.close());

  /** The page with its white space squeezed, which is nothing to a reader. */
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await bench.ask(path, { token: '', headers: { ...BROWSER, ...headers } });
    return { ...answer, text: answer.text.replace(/\s+/g, ' ').replace(/ ?(<[^>]+?) ?(\/?>) ?/g, '$1$2') };
  };
  const open = (name: string) => get(paths[name] ?? '');

  const NAMES = ['start', 'scenarios', 'inbox', 'ledger', 'notices', 'card form', 'edit', 'bank page'];
  const ENDS = ['bank page, answered', 'no bank page', 'no card form'];

  it.each([...NAMES, ...ENDS])('%s: language, title, one heading, labels, and nothing inline', async (name) => {
    const { text, headers } = await open(name);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/^<!doctype html><html lang="en">/);
    expect(text).toMatch(/<title>[^<]+ · Pretend bank<\/title>/);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text.match(/<main>/g)).toHaveLength(1);
    for (const [, id] of text.matchAll(/<input id="([^"]+)"/g)) expect(text).toContain(`<label for="${id}">`);
    expect(text.match(/<input(?! id=)/g)).toBeNull();
    for (const [table] of text.matchAll(/<table>[\s\S]*?<\/table>/g))
      expect(table).toMatch(/<caption>[\s\S]*<th scope="col">/);

    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    for (const [, attributes] of text.matchAll(/<script([^>]*)>/g))
      expect(attributes).toMatch(/src="\/assets\/.*integrity="sha384-/);
    expect(text).not.toMatch(/<script[^>]*>[^<]/);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('only the card form has a script, and only the page around it may frame it', async () => {
    for (const name of NAMES) {
      const { text, headers } = await open(name);
      const isForm = name === 'card form' || name === 'edit';
      const policy = headers.get('content-security-policy') ?? '';
      expect(text.includes('<script')).toBe(isForm);
      expect(policy.includes('script-src')).toBe(isForm);
      expect(policy.includes("frame-ancestors 'none'")).toBe(!isForm);
    }
    expect((await open('card form')).headers.get('content-security-policy')).toContain(
      'frame-ancestors http://localhost:5173;',
    );
    const { origin } = new URL(bench.merchant.url);
    expect((await open('edit')).headers.get('content-security-policy')).toContain(`frame-ancestors ${origin};`);
  });

  it('S3 the script of the card form carries a nonce that no other answer has, and its digest', async () => {
    const [first, second] = [await open('card form'), await open('card form')];
    const nonces = [first, second].map(({ text, headers }) => {
      const [, nonce] = /<script nonce="([^"]+)" src="[^"]+" integrity="sha384-/.exec(text) ?? [];
      expect(headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}';`);
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('serves its own files, with the digest that the pages name', async () => {
    const { text } = await open('card form');
    const named = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)" integrity="sha384-([^"]+)"/g)];
    expect(named).toHaveLength(2);
    for (const [, path, digest] of named) {
      const file = await bench.ask(path ?? '', { token: '' });
      expect(createHash('sha384').update(file.text).digest('base64')).toBe(digest);
    }
  });

  it('the bank page says what is asked, and its form may lead back', async () => {
    const { text, headers } = await open('bank page');
    expect(text).toContain('<strong>USD 1.00</strong>');
    expect(text).toMatch(/data-one-time-code="\d{6}"/);
    expect(text.match(/<button name="answer" value="(confirm|cancel|silence)"/g)).toHaveLength(3);
    expect(headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:9;");
  });

  it.each([
    ['es-CL,es;q=0.9,en;q=0.8', 'es', 'Confirme que es usted', 'Esto ya se ha respondido'],
    ['zh-CN', 'zh-Hans', '请确认是您本人', '此请求已有答复'],
    ['de', 'en', 'Confirm that it is you', 'This was answered already'],
  ])('R29 the bank page speaks the language of the browser: %s', async (asked, lang, title, over) => {
    const headers = { 'accept-language': asked };
    const { text } = await get(paths['bank page'] ?? '', headers);
    expect(text).toMatch(new RegExp(`^<!doctype html><html lang="${lang}">`));
    expect(text).toContain(`<h1>${title}</h1>`);
    expect(text).toContain('<strong>USD 1.00</strong>');
    expect((await get(paths['bank page, answered'] ?? '', headers)).text).toContain(`<h1>${over}</h1>`);
    const none = await get(paths['no bank page'] ?? '', headers);
    expect([none.status, none.text.includes(`lang="${lang}"`)]).toStrictEqual([404, true]);
  });

  it('the inbox shows text as text', async () => {
    const { text } = await open('inbox');
    expect(text).toContain('<pre>&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;</pre>');
    expect(text).toContain('value="+56912345678"');
  });

  it('the ledger and the notices show their lines', async () => {
    expect((await open('ledger')).text).toContain('<td>needs-bank-page</td>');
    expect((await open('notices')).text).toContain('charge.updated');
  });

  it('the list of test cards shows each with its number', async () => {
    const { text } = await open('scenarios');
    expect(text).toContain('<th scope="row">approve</th><td><code>4000 0077 0000 0000</code></td>');
    expect(text.match(/<th scope="row">/g)?.length).toBeGreaterThan(150);
  });

  it('the form for an edit asks for the date and the code only', async () => {
    const { text } = await open('edit');
    expect([...text.matchAll(/<input id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'exp-month',
      'exp-year',
      'security-code',
    ]);
    expect(text).toMatch(/action="\/v1\/tokens\/tok_[0-9a-f]+\/renewals"/);
  });

  it('the card form speaks and looks like the page around it; anything unknown is English, and as the device says', async () => {
    const { text } = await get('/hosted-fields?origin=http://localhost:5173&language=zh&appearance=dark');
    expect(text).toMatch(/^<!doctype html><html lang="zh-Hans" data-appearance="dark">/);
    expect(text).toContain('<label for="number">卡号</label>');
    expect(text).toContain('<meta name="color-scheme" content="dark"/>');
    expect(text).toContain('<button>是</button>');
    const bare = await get('/hosted-fields?origin=http://localhost:5173&button=none');
    expect(bare.text).toContain('<button hidden>Yes</button>');
    const other = await get('/hosted-fields?origin=http://localhost:5173&language=constructor&appearance=%22onload');
    expect(other.text).toMatch(/^<!doctype html><html lang="en">/);
    expect(other.text).toContain('<meta name="color-scheme" content="light dark"/>');
  });

  it('a page that nobody allowed may not show the form; one that was told may', async () => {
    expect((await open('no card form')).status).toBe(403);
    const told = await Bench.open({ hostedFieldsOrigins: ['https://console.example'] });
    const allowed = await told.ask('/hosted-fields?origin=https://console.example', { token: '' });
    expect([allowed.status, allowed.text.includes('data-origin="https://console.example"')]).toEqual([200, true]);
    await told.close();
  });

  it('leads to the older lines and messages', async () => {
    const token = await bench.token('approve');
    for (let n = 0; n < 101; n += 1) await bench.place('charge', token, `many-${n}`);
    const { text } = await open('ledger');
    const older = /href="(\/ledger\?before=\d+)"/.exec(text)?.[1] ?? '';
    expect((await get(older)).text).toContain('<td>needs-bank-page</td>');
  });
});
