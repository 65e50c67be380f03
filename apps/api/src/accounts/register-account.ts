import { Inject, Injectable } from '@nestjs/common';
import { checkEmailAddress, Refusal, registerAccount, regionOf, type AccountEvent } from '@onfile/domain';
import { createHash, randomUUID } from 'node:crypto';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import type { PersonalData } from '../personal-data';
import type { Secrecy } from '../secrecy';
import type { Streams } from '../streams';
import { CLOCK, PERSONAL_DATA, SECRECY, STREAMS } from '../tokens';

/** What is told of a new account. */
export interface NewAccount {
  readonly email: string;
  readonly region: string;
  /** ISO, by the host's clock. */
  readonly registeredAt: string;
  readonly language?: string;
}

/** A registered account, as it is answered. */
export interface RegisteredAccount {
  readonly accountId: string;
  readonly region: string;
  readonly registeredAt: string;
}

/** How far the host's clock may be ahead of ours, in milliseconds. */
const AHEAD_MS = 60_000;

/** The account becomes known to Onfile. */
@Injectable()
export class RegisterAccount {
  constructor(
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * Registers an account whose id is made of the request's key: however often it is sent, it is one account.
   * @throws {Refusal} information-invalid (region, email, registeredAt). @throws {CommandReused}
   */
  byHost(keyed: KeyedRequest, given: NewAccount): Promise<Answer<RegisteredAccount>> {
    return this.register(accountIdOf('key', keyed.commandId), keyed, given);
  }

  /** The id of the account that an address has where no host platform gives keys: on one machine. */
  idByEmail(email: string): string {
    return accountIdOf('email', this.secrecy.emailHash(checkEmailAddress(email)));
  }

  /** Registers the account of an address, or finds it. @throws {Refusal} account-exists, with another region */
  async byEmail(given: Omit<NewAccount, 'registeredAt'>): Promise<Answer<RegisteredAccount>> {
    const accountId = this.idByEmail(given.email);
    const { state } = await this.streams.account(accountId);
    const registeredAt = state.registered?.registeredAt ?? this.now().toISOString();
    return this.register(accountId, { commandId: randomUUID(), body: given }, { ...given, registeredAt });
  }

  private async register(
    accountId: string,
    { commandId, body }: KeyedRequest,
    given: NewAccount,
  ): Promise<Answer<RegisteredAccount>> {
    const { region } = given;
    const email = checkEmailAddress(given.email);
    const registeredAt = new Date(given.registeredAt).toISOString();
    const now = this.now();
    if (Date.parse(registeredAt) > now.getTime() + AHEAD_MS || Date.parse(registeredAt) < 0) {
      throw new Refusal('information-invalid', 'registered in the future, or before 1970', { field: 'registeredAt' });
    }
    const home = regionOf(region);
    // Before anything is sealed: a refused account gets no key.
    if (!home) throw new Refusal('information-invalid', 'no such region', { field: 'region' });
    const language = given.language ?? home.language;
    const emailHash = this.secrecy.emailHash(email);
    const command = { accountId, region, registeredAt, emailHash, language };
    const sealed = await this.personalData.seal(accountId, { email });
    const recorded = await this.streams.recordOnAccount(
      accountId,
      { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: now.toISOString() },
      (account, at): AccountEvent[] => registerAccount({ ...command, sealed }, account, at),
    );
    const about = { position: recorded.position, hit: recorded.repeated, location: `/v1/accounts/${accountId}` };
    return new Answer({ accountId, region, registeredAt }, { status: 201, ...about });
  }
}

/** An id that tells nothing of what it is made of. */
const accountIdOf = (from: string, value: string): string =>
  `acc_${createHash('sha256')
    .update(JSON.stringify(['account', from, value]))
    .digest('hex')
    .slice(0, 28)}`;
