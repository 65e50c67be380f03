import { randomUUID } from 'node:crypto';
import { type Answer, type Ask, ask, eventually, type Exchange } from './http';
import type { Bank, CardDetails } from './bank';

/** What the api tells of a journey (`JourneyView` of the rules, as JSON). */
export interface Journey {
  readonly journeyId: string;
  readonly accountId: string;
  readonly state: 'open' | 'succeeded' | 'failed' | 'abandoned';
  readonly step: string | null;
  readonly steps: readonly { step: string; status: string; because?: string }[];
  readonly hold?: { amount: { currency: string; minor: number }; status: string; bankShowsBy?: string };
  readonly bankPageUrl?: string;
  readonly cardId?: string;
  readonly result?: { code: string; tryAgainAfter?: string };
}

/** What the api tells of a change of validity. */
export interface ValidityChange {
  readonly changeId: string;
  readonly state: 'open' | 'succeeded' | 'failed';
  readonly step: string | null;
  readonly from: string;
  readonly hold?: { readonly status: string };
  readonly bankPageUrl?: string;
  readonly result?: { readonly code: string };
  readonly code?: string;
}

export interface NewCustomer {
  readonly region?: string;
  readonly mobile?: string;
  /** Older than ten minutes unless said otherwise, so that the email code is asked for (R7). */
  readonly registeredAt?: string;
  readonly language?: string;
  /** One that nobody else has, unless said otherwise. */
  readonly email?: string;
}

const AN_HOUR_MS = 3_600_000;

/** Where the numbers of each region begin, and how many digits follow; all of them take text messages. */
const MOBILE_RANGES: Readonly<Record<string, readonly [prefix: string, digits: number]>> = {
  CL: ['+56961', 6],
  DE: ['+49170', 7],
  US: ['+12025', 6],
};

let lastNumber = Math.floor(Math.random() * 1_000_000);

/** A mobile number of the region that no other customer of a test uses; neighbours share no prefix, which is limited. */
export function freshMobile(region: string): string {
  const range = MOBILE_RANGES[region];
  if (range === undefined) throw new Error(`no mobile numbers of ${region} are known here`);
  const [prefix, digits] = range;
  lastNumber += 1;
  return `${prefix}${String((lastNumber * 61_001) % 10 ** digits).padStart(digits, '0')}`;
}

/** The host platform: registers accounts and signs people in at the local issuer. */
export class Onfile {
  constructor(
    readonly url: string,
    readonly bank: Bank,
    /** How everybody here talks to Onfile; a patient one goes on while parts of the stack are gone. */
    readonly exchange: Exchange = ask,
  ) {}

  async signIn(body: Record<string, unknown>): Promise<string> {
    const answer = await this.exchange<{ accessToken: string }>(`${this.url}/dev/sign-in`, { body });
    if (answer.status >= 300) throw new Error(`Sign-in refused: ${JSON.stringify(answer.body)}`);
    return answer.body.accessToken;
  }

  async register(given: NewCustomer = {}): Promise<Customer> {
    const region = given.region ?? 'CL';
    const email = given.email ?? `customer-${randomUUID()}@example.com`;
    const token = await this.signIn({ service: 'host-platform' });
    const registeredAt = given.registeredAt ?? new Date(Date.now() - AN_HOUR_MS).toISOString();
    const { body, status } = await this.exchange<{ accountId: string }>(`${this.url}/v1/accounts`, {
      token,
      key: randomUUID(),
      body: { email, region, registeredAt, language: given.language ?? 'en' },
    });
    if (status >= 300) throw new Error(`Registration refused: ${JSON.stringify(body)}`);
    const customerToken = await this.signIn({ accountId: body.accountId });
    return new Customer(this, body.accountId, email, given.mobile ?? freshMobile(region), customerToken, region);
  }
}

/** One person with a browser: does every step of the page over HTTP. */
export class Customer {
  constructor(
    private readonly onfile: Onfile,
    readonly accountId: string,
    readonly email: string,
    readonly mobile: string,
    readonly token: string,
    /** Where the customer lives, and so where the bank issued the card (D16). */
    readonly region: string,
  ) {}

  /** The furthest place in the log that an answer told of. */
  private told = 0n;

  private async ask<Body>(path: string, asked: Ask = {}): Promise<Answer<Body>> {
    const answer = await this.onfile.exchange<Body>(`${this.onfile.url}${path}`, { token: this.token, ...asked });
    const position = BigInt(answer.headers.get('onfile-position') ?? 0);
    if (position > this.told) this.told = position;
    return answer;
  }

  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.ask<Body>(path);
  }

  post<Body = Record<string, unknown>>(path: string, body: unknown, key: string = randomUUID()): Promise<Answer<Body>> {
    return this.ask<Body>(path, { method: 'POST', key, body });
  }

  put<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.ask<Body>(path, { method: 'PUT', key: randomUUID(), body, headers });
  }

  remove<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.ask<Body>(path, { method: 'DELETE', key: randomUUID() });
  }

  /** Waits until every list shows at least what this customer was told of: lists are filled a moment later. */
  async untilListed(): Promise<void> {
    await eventually('lists as fresh as the answers', async () => {
      const { status } = await this.get(`/v1/payment-methods?atLeast=${this.told}`);
      return status === 200;
    });
  }

  /** From Add Card to a card on file; answers its id. */
  async addsCard(card: CardDetails): Promise<string> {
    const submitted = await this.submitCard(await this.reachCard(), card);
    const { cardId } = await this.until(submitted.journeyId, 'its end', ({ state }) => state !== 'open');
    if (cardId === undefined) throw new Error('The card was not added.');
    return cardId;
  }

  /** Edit: the new date goes to the bank only, then its token here. */
  async edits(cardId: string, given: Parameters<Bank['renew']>[1] = {}): Promise<Answer<ValidityChange>> {
    const { body } = await this.get<{ cardToken: string }>(`/v1/payment-methods/${cardId}/edit-form`);
    const cardToken = await this.onfile.bank.renew(body.cardToken, given);
    return this.post<ValidityChange>('/v1/card-validity-changes', { cardId, cardToken });
  }

  /** Waits until the change is over, or whatever else is asked for. */
  untilChange(changeId: string, what: string, holds: (change: ValidityChange) => boolean): Promise<ValidityChange> {
    return eventually(`change ${changeId}: ${what}`, async () => {
      const { body } = await this.get<ValidityChange>(`/v1/card-validity-changes/${changeId}`);
      return holds(body) && body;
    });
  }

  /** A step that must be taken; anything but a yes is a fault of the test or of Onfile. */
  async step(path: string, body: unknown): Promise<Journey> {
    const answer = await this.post<Journey>(path, body);
    if (answer.status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The code that reached an address or number of theirs. */
  async codeFrom(address: string): Promise<string> {
    return (await this.onfile.bank.code(address)).code;
  }

  /** Subjects of the mails that reached them, oldest first. */
  async subjects(): Promise<string[]> {
    return (await this.onfile.bank.inbox(this.email)).map(({ subject = '' }) => subject).reverse();
  }

  addCard(): Promise<Journey> {
    return this.step('/v1/card-additions', {});
  }

  async journey(journeyId: string): Promise<Journey> {
    return (await this.get<Journey>(`/v1/card-additions/${journeyId}`)).body;
  }

  async confirmEmail({ journeyId }: Journey): Promise<Journey> {
    await this.step(`/v1/card-additions/${journeyId}/email-code`, {});
    const code = await this.codeFrom(this.email);
    return this.step(`/v1/card-additions/${journeyId}/email-confirmation`, { code });
  }

  async confirmMobile({ journeyId }: Journey): Promise<Journey> {
    await this.step(`/v1/card-additions/${journeyId}/mobile-code`, { mobileNumber: this.mobile });
    const code = await this.codeFrom(this.mobile);
    return this.step(`/v1/card-additions/${journeyId}/mobile-confirmation`, {
      mobileNumber: this.mobile,
      code,
    });
  }

  giveInformation({ journeyId }: Journey): Promise<Journey> {
    return this.step(`/v1/card-additions/${journeyId}/information`, {
      accountType: 'individual',
      name: 'Ada Lovelace',
      address: '12 Analytical Way, 8320000 Santiago',
      industry: 'software',
    });
  }

  async submitCard(
    { journeyId }: Journey,
    card: CardDetails,
    taxId?: { type: string; number: string },
  ): Promise<Journey> {
    const cardToken = await this.onfile.bank.tokenize({ country: this.region, ...card });
    return this.step(`/v1/card-additions/${journeyId}/card`, { cardToken, ...(taxId ? { taxId } : {}) });
  }

  /** Goes through whatever steps are still missing, up to the card. */
  async reachCard(): Promise<Journey> {
    let journey = await this.addCard();
    if (journey.step === 'email') journey = await this.confirmEmail(journey);
    if (journey.step === 'mobile') journey = await this.confirmMobile(journey);
    if (journey.step === 'information') journey = await this.giveInformation(journey);
    return journey;
  }

  /** Waits until the journey is over, or whatever else is asked for. */
  until(journeyId: string, what: string, holds: (journey: Journey) => boolean, limitMs?: number): Promise<Journey> {
    return eventually(
      `journey ${journeyId}: ${what}`,
      async () => {
        const journey = await this.journey(journeyId);
        return holds(journey) && journey;
      },
      limitMs,
    );
  }

  untilReleased(journeyId: string, limitMs?: number): Promise<Journey> {
    return this.until(
      journeyId,
      'the hold is given back',
      ({ state, hold }) =>
        state !== 'open' && (!hold || ['voided', 'refunded', 'nothing-held', 'declined'].includes(hold.status)),
      limitMs,
    );
  }
}
