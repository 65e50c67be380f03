import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { withCheckDigit } from '../src/cards/card-number';
import { startBank, type BankExtras, type RunningBank } from '../src/start-bank';
import type { BankSettings } from '../src/settings';

export const API_KEY = 'network-key';
export const SMS_KEY = 'sms-key';
const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;

/** One answer of the bank. `status` 0: the line broke. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

/** A payment or a release as the bank answers it; the fields that specs look at. */
export interface PaymentAnswer {
  readonly holdId?: string;
  readonly chargeId?: string;
  readonly outcome?: string;
  readonly status?: string;
  readonly code?: string;
  readonly networkCode?: string;
  readonly adviceCode?: string;
  readonly bankPageUrl?: string;
  readonly reason?: string;
  readonly approved?: { currency: string; minor: number };
  readonly threeDs?: { transStatus: string };
}

export interface DeliveredNotice {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly data: Record<string, unknown>;
}

export interface LedgerLine {
  readonly seq: number;
  readonly key: string;
  readonly operation: string;
  readonly id: string;
  readonly status: string;
  readonly amount: { currency: string; minor: number };
  readonly last4: string;
}

/** A bank on a free port with books of its own, and a merchant who listens to its notices. */
export class Bench {
  private minted = 0;
  private keys = 0;

  private constructor(
    readonly folder: string,
    readonly merchant: Merchant,
    private readonly given: Partial<BankSettings>,
    private readonly extras: BankExtras,
    public bank: RunningBank,
  ) {}

  static async open(given: Partial<BankSettings> = {}, extras: BankExtras = {}): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'bank-sim-'));
    const merchant = await Merchant.open();
    const bank = await startBank(settings(folder, merchant, given), fast(extras));
    return new Bench(folder, merchant, given, extras, bank);
  }

  get url(): string {
    return this.bank.url;
  }

  /** Stops the bank and opens it again on the same books. */
  async restart(): Promise<void> {
    await this.bank.stop();
    this.bank = await startBank(settings(this.folder, this.merchant, this.given), fast(this.extras));
  }

  async close(): Promise<void> {
    await this.bank.stop();
    await this.merchant.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  key(): string {
    return `key-${(this.keys += 1)}`;
  }

  async ask<Body = PaymentAnswer>(
    path: string,
    { method, body, key, token = API_KEY, headers = {} }: Ask = {},
  ): Promise<Answer<Body>> {
    const json = body !== undefined && typeof body !== 'string';
    let response: Response;
    try {
      response = await fetch(new URL(path, this.url), {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        redirect: 'manual',
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(json && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: json ? JSON.stringify(body) : (body as string | undefined),
      });
    } catch {
      return { status: 0, headers: new Headers(), body: {} as Body, text: '' };
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : {}) as Body, text };
  }

  /** A number of the scenario that nobody used before in this bench. */
  async mint(scenario: string): Promise<string> {
    const { body } = await this.ask<{ scenarios: { name: string; number: string }[] }>('/scenarios.json');
    const number = body.scenarios.find(({ name }) => name === scenario)?.number;
    if (number === undefined) throw new Error(`no scenario ${scenario}`);
    this.minted += 1;
    const free = number.length - 9;
    return withCheckDigit(number.slice(0, 8) + String(this.minted).padStart(free, '0'));
  }

  async token(scenario: string): Promise<string> {
    return this.tokenOf(await this.mint(scenario));
  }

  async tokenOf(number: string): Promise<string> {
    const securityCode = number.startsWith('37') ? '1234' : '123';
    const body = { number, expMonth: 12, expYear: 2039, securityCode, holderName: 'Ada Lovelace' };
    const answer = await this.ask<{ token: string }>('/v1/tokens', { body, token: '' });
    if (answer.status !== 201) throw new Error(`tokenize: ${answer.text}`);
    return answer.body.token;
  }

  place(kind: 'hold' | 'charge', token: string, key = this.key(), more: Record<string, unknown> = {}) {
    const amount = { currency: 'USD', minor: kind === 'hold' ? 100 : 5_001 };
    const body = { token, amount, reference: `of ${key}`, returnUrl: 'http://127.0.0.1:9/return', ...more };
    return this.ask(`/v1/${kind}s`, { body, key });
  }

  async find(kind: 'hold' | 'charge', key: string): Promise<PaymentAnswer | undefined> {
    const { body } = await this.ask<Record<string, PaymentAnswer[]>>(`/v1/${kind}s?key=${encodeURIComponent(key)}`);
    return body[`${kind}s`]?.[0];
  }

  release(operation: 'void' | 'refund', payment: PaymentAnswer, key = this.key()) {
    const path = payment.holdId ? `/v1/holds/${payment.holdId}` : `/v1/charges/${payment.chargeId}`;
    return this.ask(`${path}/${operation}`, { body: {}, key });
  }

  async ledger(): Promise<LedgerLine[]> {
    return (await this.ask<{ entries: LedgerLine[] }>('/ledger')).body.entries;
  }

  async fault(fault: Record<string, unknown>): Promise<void> {
    const { status, text } = await this.ask('/faults', { method: 'PUT', body: fault });
    if (status !== 201) throw new Error(text);
  }

  /** Looks at the bank page and presses one of its buttons; gives the answer with where it leads. */
  async press(bankPageUrl: string, answer: string, code?: string): Promise<Answer<unknown>> {
    const { pathname } = new URL(bankPageUrl);
    const page = await this.ask(pathname, { token: '' });
    const shown = /data-one-time-code="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return this.ask(pathname, {
      method: 'POST',
      token: '',
      body: new URLSearchParams({ answer, code: code ?? shown }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }
}

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** Whoever gets the notices; takes none that is not signed. */
export class Merchant {
  readonly notices: DeliveredNotice[] = [];
  /** The next so many notices are answered with 500. */
  refuses = 0;
  refused = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Merchant> {
    const webhook = new Webhook(WEBHOOK_SECRET);
    const server = createServer();
    const merchant = new Merchant(server);
    server.on('request', (request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += chunk));
      request.on('end', () => {
        const notice = webhook.verify(text, request.headers as Record<string, string>) as DeliveredNotice;
        const takes = merchant.refuses <= 0;
        if (takes) merchant.notices.push(notice);
        else {
          merchant.refuses -= 1;
          merchant.refused += 1;
        }
        response.writeHead(takes ? 204 : 500).end();
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return merchant;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/notices`;
  }

  /** Notices about the payment under `key`, in the order they came. */
  about(key: string): DeliveredNotice[] {
    return this.notices.filter(({ data }) => data.key === key);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Asks again until it holds; specs never sleep. */
export async function eventually<Found>(
  look: () => Found | Promise<Found>,
  limitMs = 40_000,
): Promise<NonNullable<Found>> {
  const until = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`waited ${limitMs} ms in vain for: ${look.toString()}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}

const settings = (folder: string, merchant: Merchant, given: Partial<BankSettings>): BankSettings => ({
  port: 0,
  smtpPort: 0,
  dataFolder: folder,
  seed: '1',
  apiKey: API_KEY,
  webhookSecret: WEBHOOK_SECRET,
  webhookUrl: merchant.url,
  smsApiKey: SMS_KEY,
  latencyMs: 0,
  hostedFieldsOrigins: [],
  ...given,
});

const fast = (extras: BankExtras): BankExtras => ({
  log: pino({ level: 'silent' }),
  courier: { firstBackoffMs: 20, longestBackoffMs: 200 },
  ...extras,
});
