import { Inject, Injectable } from '@nestjs/common';
import { checkEmailAddress } from '@onfile/domain';
import type { FoundThing } from '@onfile/read-models';
import { Answer } from '../http/answer';
import type { Secrecy } from '../secrecy';
import { OPERATORS, SECRECY } from '../tokens';
import type { Operators } from './operators';

/** What was found. */
export interface FoundThings {
  readonly entries: readonly FoundThing[];
}

/** Finds whatever an operator has a word for. */
@Injectable()
export class FindThings {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
  ) {}

  /** By an id, a month, four digits, or the fingerprint of a card: the gateway's own, or the keyed one of our facts. */
  async byWord(word: string): Promise<Answer<FoundThings>> {
    const { search, holders } = this.operators;
    const digests = [word, this.secrecy.fingerprintHash(word)];
    const [things, ...held] = await Promise.all([
      search.things(word),
      ...digests.map((digest) => (isStreamId(digest) ? holders.ofCard(digest) : undefined)),
    ]);
    const [holder] = held.filter((it) => it !== undefined);
    if (!holder) return new Answer({ entries: things });
    const { accountId, cardId } = holder;
    return new Answer({
      entries: [...things, { kind: 'card', id: cardId, accountId, state: 'on file', what: 'by its fingerprint' }],
    });
  }

  /** Whose address it is. Only a keyed digest of it is compared. @throws {Refusal} information-invalid */
  async byEmail(email: string): Promise<Answer<FoundThings>> {
    const emailHash = this.secrecy.emailHash(checkEmailAddress(email));
    return new Answer({ entries: await this.operators.search.accountsOfEmail(emailHash) });
  }

  /** Whose confirmed mobile number it is. */
  async byNumber(e164: string): Promise<Answer<FoundThings>> {
    const accountId = await this.operators.holders.ofNumber(this.secrecy.numberHash(e164));
    return new Answer({ entries: accountId === undefined ? [] : (await this.byWord(accountId)).body.entries });
  }
}

const isStreamId = (text: string): boolean => /^[A-Za-z0-9_-]{1,120}$/.test(text);
