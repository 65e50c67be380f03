import { Inject, Injectable } from '@nestjs/common';
import { Answer } from '../http/answer';
import { Problem } from '../http/problem';
import { WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';
import { explainedFact, type ExplainedFact, type TellableFact } from './explained-fact';

/** What happened to an account and its cards on file; its journeys and bills have timelines of their own. */
export interface ExplainedAccount {
  readonly accountId: string;
  /** The newest first, of `facts` in all. */
  readonly entries: readonly ExplainedFact[];
  readonly facts: number;
}

/** Explains one account by the log: who did what, and when. */
@Injectable()
export class ExplainAccount {
  constructor(@Inject(WALLETS) private readonly wallets: Wallets) {}

  /** @throws {Problem} not-found */
  async of(accountId: string, limit: number): Promise<Answer<ExplainedAccount>> {
    const { account, wallet } = await this.wallets.read(accountId);
    const all: TellableFact[] = [...account.facts, ...wallet.facts].sort(newestFirst);
    if (all.length === 0) throw new Problem('not-found');
    const entries = all.slice(0, limit).map(explainedFact);
    return new Answer({ accountId, entries, facts: all.length }, { position: all[0]?.position });
  }
}

/** Facts of one append may have the same position: those later in their stream are newer. */
const newestFirst = (one: TellableFact, other: TellableFact): number =>
  Number(BigInt(other.position) - BigInt(one.position)) || other.revision - one.revision;
