import { informationCompleted, mobileNumberAdded } from '@onfile/domain/fixtures';
import { randomBytes } from 'node:crypto';
import type { Response } from 'supertest';
import type { Bench } from './bench';

const AN_HOUR = 3_600_000;
let numbers = 0;

/** A mobile number of the US that no other customer of this process has; a few of them only share a prefix (S9). */
export function freshMobile(): string {
  numbers += 1;
  const exchange = 220 + (numbers % 70) * 10 + 2;
  return `+1202${exchange}${String(1000 + Math.floor(numbers / 70))}`;
}

/** What a registered account is made with. `minutesOld`: R7 asks for the email code from the eleventh minute on. */
export interface Given {
  readonly region?: string;
  readonly ageMs?: number;
}

/** A registered customer with a token, who can take every step over HTTP. */
export class Customer {
  readonly mobile = freshMobile();
  private constructor(
    private readonly bench: Bench,
    readonly accountId: string,
    readonly token: string,
    readonly email: string,
  ) {}

  /** Registered through the host platform's own door. */
  static async register(bench: Bench, { region = 'US', ageMs = AN_HOUR }: Given = {}): Promise<Customer> {
    const email = `${randomBytes(8).toString('hex')}@mail.example`;
    const registeredAt = new Date(bench.ports.clock().getTime() - ageMs).toISOString();
    const { body } = await bench.http
      .post('/v1/accounts')
      .agent(bench.line)
      .set('Authorization', `Bearer ${await bench.tokenOf({ audience: 'services', subject: 'host' })}`)
      .set('Idempotency-Key', bench.freshKey())
      .send({ email, region, registeredAt })
      .expect(201);
    const { accountId } = body as { accountId: string };
    return new Customer(bench, accountId, await bench.tokenOf({ audience: 'customers', subject: accountId }), email);
  }

  /** A customer whose mobile number and information are known already: Add Card leads straight to the card (R9). */
  static async known(bench: Bench): Promise<Customer> {
    const customer = await Customer.register(bench);
    for (const fact of [mobileNumberAdded(), informationCompleted()])
      bench.log.given(`account-${customer.accountId}`, fact);
    return customer;
  }

  async post(path: string, body: object = {}, key = this.bench.freshKey()): Promise<Response> {
    return this.bench.http
      .post(path)
      .agent(this.bench.line)
      .set('Authorization', `Bearer ${this.token}`)
      .set('Idempotency-Key', key)
      .send(body);
  }

  async get(path: string): Promise<Response> {
    return this.bench.http.get(path).agent(this.bench.line).set('Authorization', `Bearer ${this.token}`);
  }

  /** Add Card; answers the journey's id. */
  async addCard(): Promise<string> {
    const { body } = await this.post('/v1/card-additions');
    return (body as { journeyId: string }).journeyId;
  }

  /** The newest code that was sent to the customer. */
  newestCode(): string {
    const sent = this.bench.journeys.sent.filter(({ address }) => [this.email, this.mobile].includes(address)).at(-1);
    if (!sent) throw new Error('no code was sent');
    return sent.code;
  }

  /** The newest code, or `guess` where none was sent. */
  newestCodeOr(guess: string): string {
    const isOwn = ({ address }: { address: string }): boolean => [this.email, this.mobile].includes(address);
    return this.bench.journeys.sent.some(isOwn) ? this.newestCode() : guess;
  }

  /** Every step before the card; answers the journey's id. */
  async reachCard(): Promise<string> {
    const journeyId = await this.addCard();
    for (const step of ['email', 'mobile', 'information'] as const) await this.take(step, journeyId);
    return journeyId;
  }

  /** Takes one step as the page has it, if the journey asks for it; a code is sent first where one is needed. */
  async take(step: 'email' | 'mobile' | 'information', journeyId: string): Promise<void> {
    const at = `/v1/card-additions/${journeyId}`;
    const { body } = await this.get(at);
    if ((body as { step: string }).step !== step) return;
    if (step === 'email') {
      await this.post(`${at}/email-code`);
      await this.post(`${at}/email-confirmation`, { code: this.newestCode() });
    }
    if (step === 'mobile') {
      await this.post(`${at}/mobile-code`, { mobileNumber: this.mobile });
      await this.post(`${at}/mobile-confirmation`, { mobileNumber: this.mobile, code: this.newestCode() });
    }
    if (step === 'information') await this.post(`${at}/information`, INDIVIDUAL);
  }
}

/** Account information that nothing speaks against. */
export const INDIVIDUAL = {
  accountType: 'individual',
  name: 'Ada Lovelace',
  address: '12 Analytical Way, Springfield',
  industry: 'education',
} as const;

export const ENTERPRISE = {
  accountType: 'enterprise',
  enterpriseName: 'Analytical Engines',
  enterpriseAddress: '12 Analytical Way, Springfield',
  contactName: 'Ada Lovelace',
  contactPosition: 'Countess',
  industry: 'education',
  currency: 'USD',
} as const;
