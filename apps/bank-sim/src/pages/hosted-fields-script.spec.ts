import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Bench, eventually } from '../../testing/bench';

const SCRIPT = readFileSync(join(__dirname, '..', '..', 'public', 'hosted-fields.js'), 'utf8');
const CONSOLE = 'http://localhost:5173';

type Listener = (event: Record<string, unknown>) => void;
interface Told {
  readonly data: { type: string; token?: string; code?: string };
  readonly to: string;
}

/** One field of the form, as far as the script uses it. */
class Field {
  value = '';
  focused = false;
  readonly attributes = new Map<string, string>();
  setAttribute = (name: string, value: string) => void this.attributes.set(name, value);
  removeAttribute = (name: string) => void this.attributes.delete(name);
  focus = () => void (this.focused = true);
  private typed?: () => void;
  addEventListener = (_: 'input', typed: () => void) => void (this.typed = typed);
  get selectionStart() {
    return this.value.length;
  }
  /** As a person does, sign by sign. */
  type(signs: string) {
    for (const sign of signs) {
      this.value += sign;
      this.typed?.();
    }
  }
}

/** The page that the bank serves at `path`, in a frame of the console: just enough of a browser for its script. */
async function openForm(bench: Bench, path: string, framed = true) {
  const { text } = await bench.ask(path, { token: '' });
  const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(text)?.[1] ?? '';
  const names = [...text.matchAll(/\sname="([^"]+)"/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !['viewport', 'color-scheme'].includes(name));
  const fields = Object.fromEntries(names.map((name) => [name, new Field()]));
  const listeners: Record<string, Listener> = {};
  const told: Told[] = [];
  const button = { disabled: false, hidden: false };
  const message = { textContent: '' };
  const form = {
    dataset: {
      origin: attribute('data-origin'),
      country: attribute('data-country'),
      words: attribute('data-words').replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
    },
    elements: fields,
    querySelector: () => button,
    querySelectorAll: () => Object.values(fields).filter(({ attributes }) => attributes.has('aria-invalid')),
    getAttribute: () => attribute('action'),
    reset: () => Object.values(fields).forEach((field) => void (field.value = '')),
    addEventListener: (type: string, listener: Listener) => void (listeners[type] = listener),
  };
  const parent = { postMessage: (data: Told['data'], to: string) => void told.push({ data, to }) };
  const window: Record<string, unknown> = {
    addEventListener: (type: string, listener: Listener) => void (listeners[type] = listener),
  };
  window.parent = framed ? parent : window;
  const body = { getBoundingClientRect: () => ({ height: 300.4 }) };
  const document = {
    documentElement: body,
    getElementById: (id: string) => (id === 'card-form' ? form : message),
  };
  class ResizeObserver {
    observe = () => undefined;
  }
  const toTheBank = (to: string, init: RequestInit) => fetch(new URL(to, bench.url), init);
  runInContext(SCRIPT, createContext({ window, document, ResizeObserver, fetch: toTheBank }));

  const type = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) fields[name]!.value = value;
  };
  const submit = () => listeners.submit!({ preventDefault: () => undefined });
  const hear = (data: unknown, origin = CONSOLE, source: unknown = parent) =>
    listeners.message!({ data, origin, source });
  return { fields, told, button, message, type, submit, hear };
}

describe('R21 the card form', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  const WHOLE = {
    number: '4000 0077 0000 0000',
    expMonth: '12',
    expYear: '39',
    securityCode: '123',
    holderName: 'Ada',
  };
  const open = (query = '', framed = true) => openForm(bench, `/hosted-fields?origin=${CONSOLE}${query}`, framed);
  const last = (told: readonly Told[], type: string) => eventually(() => told.find(({ data }) => data.type === type));

  it('gives the token to the page around it, to nobody else, and forgets what was typed', async () => {
    const form = await open('&country=CL');
    expect(form.told).toEqual([{ data: { type: 'card-fields-ready', height: 301 }, to: CONSOLE }]);
    form.type(WHOLE);
    form.submit();
    const { data } = await last(form.told, 'card-token');
    expect(form.told.every(({ to }) => to === CONSOLE)).toBe(true);
    expect(JSON.stringify(form.told)).not.toMatch(/4000|123"/);
    expect(form.fields.number?.value).toBe('');
    expect((await bench.ask(`/v1/tokens/${data.token}`)).body).toMatchObject({
      expiry: '2039-12',
      issuingCountry: 'CL',
    });
  });

  it.each([
    [{ number: '4000 0077 0000 0001' }, 'number-invalid', 'number'],
    [{ expYear: '2020' }, 'expiry-in-past', 'expMonth'],
    [{ expMonth: 'May' }, 'invalid-request', 'expMonth'],
    [{ securityCode: '1' }, 'security-code-invalid', 'securityCode'],
    [{ holderName: '' }, 'holder-missing', 'holderName'],
  ])('%j: says %s and leads to the field', async (change, code, field) => {
    const form = await open();
    form.type({ ...WHOLE, ...change });
    form.submit();
    expect((await last(form.told, 'card-refused')).data).toEqual({ type: 'card-refused', code });
    expect(form.message.textContent).not.toBe('');
    expect(form.fields[field]).toMatchObject({ focused: true });
    expect(form.fields[field]?.attributes.get('aria-invalid')).toBe('true');
    await eventually(() => !form.button.disabled);

    form.type(WHOLE);
    form.submit();
    await last(form.told, 'card-token');
    expect(form.fields[field]?.attributes.has('aria-invalid')).toBe(false);
    expect(form.message.textContent).toBe('');
  });

  it('shows a number in groups of four while it is typed', async () => {
    const { fields } = await open();
    fields.number?.type('400000770000000 0');
    expect(fields.number?.value).toBe('4000 0077 0000 0000');
  });

  it.each([
    ['es', 'Revise el número de la tarjeta.'],
    ['zh', '请检查卡号。'],
    ['xx', 'Check the card number.'],
  ])('speaks the language of the page around it: %s', async (language, text) => {
    const form = await open(`&language=${language}`);
    form.type({ ...WHOLE, number: '1' });
    form.submit();
    await last(form.told, 'card-refused');
    expect(form.message.textContent).toBe(text);
  });

  it('R22 a double "Yes" is one token', async () => {
    const form = await open();
    form.type(WHOLE);
    form.submit();
    form.submit();
    await last(form.told, 'card-token');
    await eventually(() => !form.button.disabled);
    expect(form.told.filter(({ data }) => data.type === 'card-token')).toHaveLength(1);
  });

  it('listens to the page around it only', async () => {
    const form = await open();
    form.type(WHOLE);
    form.hear({ type: 'submit-card' }, 'https://evil.example');
    form.hear({ type: 'submit-card' }, CONSOLE, {});
    form.hear('nonsense');
    expect(form.button.disabled).toBe(false);
    form.hear({ type: 'hide-button' });
    expect(form.button.hidden).toBe(true);
    form.hear({ type: 'submit-card' });
    expect(form.button.disabled).toBe(true);
    await last(form.told, 'card-token');
  });

  it('R37 edits the validity period of a card', async () => {
    const token = await bench.token('approve');
    const form = await open(`&mode=edit&token=${token}`);
    expect(Object.keys(form.fields)).toEqual(['expMonth', 'expYear', 'securityCode']);
    form.type({ expMonth: '3', expYear: '2041', securityCode: '123' });
    form.submit();
    const { data } = await last(form.told, 'card-token');
    expect((await bench.ask(`/v1/tokens/${data.token}`)).body).toMatchObject({ expiry: '2041-03' });
  });

  it('says so when the bank can not be reached, and lets the person try again', async () => {
    const form = await open();
    await bench.fault({ match: { operation: 'token' }, fault: 'lost-before', times: 1 });
    form.type(WHOLE);
    form.submit();
    expect((await last(form.told, 'card-refused')).data.code).toBe('bank-unreachable');
    expect(form.message.textContent).toContain('can not be reached');
    await eventually(() => !form.button.disabled);
  });

  it('outside of a frame it tells the person', async () => {
    const form = await open('', false);
    form.type(WHOLE);
    form.submit();
    await eventually(() => form.message.textContent.includes('took the card'));
    expect(form.told).toEqual([]);
  });
});
