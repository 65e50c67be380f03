import { ask, eventually, type Exchange } from './http';

interface InboxMessage {
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly at: string;
}

/** One line of the bank's own ledger. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly key: string;
  readonly operation: string;
  readonly id: string;
  readonly amount: { currency: string; minor: number };
  readonly status: string;
  readonly last4: string;
}

export interface CardDetails {
  readonly number: string;
  readonly expMonth?: number;
  readonly expYear?: number;
  readonly securityCode?: string;
  readonly holderName?: string;
  /** Where a test card is issued, unless its scenario says otherwise; the bank's own country (US) if left out. */
  readonly country?: string;
}

/** What people and tests do at the bank: get a token, read their mail, answer the bank page, look into the ledger. */
export class Bank {
  constructor(
    readonly url: string,
    private readonly apiKey: string,
    private readonly exchange: Exchange = ask,
  ) {}

  /** What the hosted fields do in the browser: the number goes to the bank only. */
  async tokenize(card: CardDetails): Promise<string> {
    const body = { expMonth: 12, expYear: 2031, securityCode: '123', holderName: 'Ada Lovelace', ...card };
    const answer = await this.exchange<{ token: string }>(`${this.url}/v1/tokens`, { body });
    if (answer.status !== 201) throw new Error(`The bank refused the card: ${JSON.stringify(answer.body)}`);
    return answer.body.token;
  }

  /** What the Edit form does in the browser: a new token of the same card, with its new date. */
  async renew(
    token: string,
    given: { expMonth?: number; expYear?: number; securityCode?: string } = {},
  ): Promise<string> {
    const body = { expMonth: 11, expYear: 2035, securityCode: '123', ...given };
    const answer = await this.exchange<{ token: string }>(`${this.url}/v1/tokens/${token}/renewals`, { body });
    if (answer.status !== 201) throw new Error(`The bank refused the new date: ${JSON.stringify(answer.body)}`);
    return answer.body.token;
  }

  /** Whether the gateway still knows a token. */
  async knowsToken(token: string): Promise<boolean> {
    const { status } = await this.exchange(`${this.url}/v1/tokens/${token}`, { token: this.apiKey });
    return status === 200;
  }

  /** The bank reissues a card or dates it anew, and tells the network. */
  async updateCard(token: string, update: { expiry?: string; newNumber?: string }): Promise<void> {
    const { status, body } = await this.exchange(`${this.url}/cards/updates`, {
      token: this.apiKey,
      body: { token, ...update },
    });
    if (status >= 300) throw new Error(`The bank did not update the card: ${JSON.stringify(body)}`);
  }

  async inbox(to: string): Promise<InboxMessage[]> {
    const { body } = await this.exchange<{ messages: InboxMessage[] }>(
      `${this.url}/inbox.json?to=${encodeURIComponent(to)}`,
    );
    return body.messages;
  }

  /** The newest code that reached `to`, newer than the `seen` ones. */
  code(to: string, seen: ReadonlySet<string> = new Set()): Promise<{ code: string; id: string }> {
    return eventually(`a code for ${to}`, async () => {
      const message = (await this.inbox(to)).find(({ id, text }) => !seen.has(id) && /\b\d{6,20}\b/.test(text));
      const code = message && /\b\d{6,20}\b/.exec(message.text)?.[0];
      return code ? { code, id: message.id } : false;
    });
  }

  /** The person looks at the bank page and answers; gives back where the bank sends the browser. */
  async answerPage(pageUrl: string, answer: 'confirm' | 'cancel'): Promise<string | null> {
    const page = await (await fetch(pageUrl)).text();
    const code = /data-one-time-code="([^"]+)"/.exec(page)?.[1] ?? '';
    const response = await fetch(pageUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ answer, code }),
    });
    return response.headers.get('location');
  }

  /** The test cards of the bank, as its own page lists them. */
  async scenarios(): Promise<readonly { name: string; number: string }[]> {
    return (await this.exchange<{ scenarios: { name: string; number: string }[] }>(`${this.url}/scenarios.json`)).body
      .scenarios;
  }

  async fault(fault: Record<string, unknown>): Promise<void> {
    await this.exchange(`${this.url}/faults`, { method: 'PUT', token: this.apiKey, body: fault });
  }

  async ledger(): Promise<LedgerEntry[]> {
    const entries: LedgerEntry[] = [];
    for (;;) {
      const after = entries.at(-1)?.seq ?? 0;
      const { body } = await this.exchange<{ entries: LedgerEntry[] }>(`${this.url}/ledger?after=${after}`, {
        token: this.apiKey,
      });
      if (body.entries.length === 0) return entries;
      entries.push(...body.entries);
    }
  }

  /** Every hold that the bank ever had, with the key it was asked for under and how it stands now. */
  async holds(): Promise<{ key: string; id: string; status: string }[]> {
    const ledger = await this.ledger();
    const asked = new Map(ledger.filter(({ operation }) => operation === 'hold').map(({ id, key }) => [id, key]));
    return [...asked].map(([id, key]) => ({
      id,
      key,
      status: ledger.findLast((line) => line.id === id)?.status ?? '',
    }));
  }
}
