import { Inject, Injectable } from '@nestjs/common';
import {
  type BillEvent,
  billIdentity,
  type CardAdditionEvent,
  chargesIdOf,
  type ChargesEvent,
  Refusal,
  type WalletEvent,
} from '@onfile/domain';
import { type EvidencePack, evidencePack } from '@onfile/domain/evidence';
import type { RecordedFact } from '@onfile/domain/what-if';
import { createHash } from 'node:crypto';
import type { Clock } from '../http/clock';
import { Problem } from '../http/problem';
import { CLOCK, LOOK_BACK, VIEWS } from '../tokens';
import type { Views } from '../views';
import type { LookBack, RecordedStream } from './look-back';

/** Bills of the account that are looked through for a card, the newest first. */
const MOST_BILLS = 100;

/** X10: gathers what the log says about a bill or a card. Read from streams, never from a read model that may lag. */
@Injectable()
export class GatherEvidence {
  constructor(
    @Inject(LOOK_BACK) private readonly lookBack: LookBack,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The bill, the expenses that it took, and all that is known of the cards that were tried. @throws {Refusal} bill-unknown */
  async ofBill(billId: string): Promise<EvidencePack> {
    const identity = billIdentity(billId);
    if (!identity) throw new Refusal('bill-unknown', 'no bill has such an id');
    const { accountId } = identity;
    const bill = await this.lookBack.recorded.facts([['bill', billId]]);
    const issued = bill.map(({ fact }) => fact as BillEvent).find((fact) => fact.type === 'BillIssued');
    if (!issued) throw new Refusal('bill-unknown', billId);
    const expenses = await this.lookBack.recorded.facts(
      issued.data.charges.map(({ month }): RecordedStream => ['charges', chargesIdOf(accountId, month)]),
    );
    const taken = issued.data.charges.flatMap((of) => takenBy(billId, expenses, of));
    const tried = new Set(bill.flatMap(({ fact }) => cardOf(fact as BillEvent) ?? []));
    const cards = await Promise.all([...tried].map((cardId) => this.card(accountId, cardId)));
    return this.pack({ kind: 'bill', id: billId, accountId }, [...bill, ...taken, ...cards.flat()]);
  }

  /** How the card came on file, what became of it, and each bill that it was tried for. @throws {Problem} not-found */
  async ofCard(cardId: string): Promise<EvidencePack> {
    const journeyId = journeyOf(cardId);
    const journey = journeyId === '' ? [] : await this.lookBack.recorded.facts([['cardAddition', journeyId]]);
    const [first] = journey.map(({ fact }) => fact as CardAdditionEvent);
    const isOnFile = journey.some(({ fact }) => fact.type === 'CardAdditionSucceeded');
    if (first?.type !== 'CardAdditionStarted' || !isOnFile) throw new Problem('not-found');
    const { accountId } = first.data;
    const { items } = await this.views.bills({ accountId }, { limit: MOST_BILLS });
    const bills = await this.lookBack.recorded.facts(items.map(({ billId }): RecordedStream => ['bill', billId]));
    const card = await this.card(accountId, cardId);
    return this.pack({ kind: 'card', id: cardId, accountId }, [...card, ...aboutCard(bills, cardId)]);
  }

  /** All streams of one card, without its bills. */
  private async card(accountId: string, cardId: string): Promise<RecordedFact[]> {
    const wallet = await this.lookBack.recorded.facts([['wallet', accountId]]);
    const own = wallet.filter(({ fact }) => isAbout(cardId, fact as WalletEvent));
    const changes = own.flatMap(
      ({ fact }) => (fact as WalletEvent & { type: 'ValidityChangeOpened' }).data.changeId ?? [],
    );
    const processes = await this.lookBack.recorded.facts([
      ['cardAddition', journeyOf(cardId)],
      ...[...new Set(changes)].map((changeId): RecordedStream => ['cardValidityChange', changeId]),
    ]);
    return [...own, ...processes];
  }

  private pack(about: EvidencePack['about'], facts: readonly RecordedFact[]): EvidencePack {
    const once = new Map(facts.map((one) => [`${one.category}-${one.id}/${one.revision}`, one]));
    return evidencePack(about, [...once.values()], this.now().toISOString(), hashOf);
  }
}

/** Whoever holds a pack can compute it: no key is needed. */
const hashOf = (content: string): string => createHash('sha256').update(content).digest('base64url');

/** The journey that proved a card names it. */
const journeyOf = (cardId: string): string => cardId.replace(/^card_/, '');

function isAbout(cardId: string, { type, data }: WalletEvent): boolean {
  return type === 'CardsReordered' ? data.order.includes(cardId) : data.cardId === cardId;
}

/** The card that a fact of a bill names. */
const cardOf = (fact: BillEvent): string | undefined =>
  fact.type === 'CardChargeStarted' ? fact.data.cardId : undefined;

/** The facts of bills that name the card, or one of its tries; and what each of those bills was. */
function aboutCard(facts: readonly RecordedFact[], cardId: string): RecordedFact[] {
  const keys = new Set(
    facts.flatMap(({ fact }) => (cardOf(fact as BillEvent) === cardId ? [(fact.data as { key: string }).key] : [])),
  );
  const names = (fact: RecordedFact['fact']): boolean => {
    const data = fact.data as { cardId?: string; key?: string; of?: string };
    return data.cardId === cardId || keys.has(data.of ?? data.key ?? '');
  };
  const bills = new Set(facts.flatMap(({ fact, id }) => (names(fact) ? [id] : [])));
  return facts.filter(({ fact, id }) => names(fact) || (fact.type === 'BillIssued' && bills.has(id)));
}

/** The expenses of a month that the bill took, which are the newest up to where it went, and the taking itself. */
function takenBy(
  billId: string,
  facts: readonly RecordedFact[],
  { month, through, records }: { readonly month: string; readonly through: number; readonly records: number },
): RecordedFact[] {
  const ofMonth = facts.filter(({ id }) => id.endsWith(`-${month.replace('-', '')}`));
  const isExpense = ({ fact }: RecordedFact): boolean => (fact as ChargesEvent).type === 'ChargeRecorded';
  const expenses = ofMonth.filter((one) => isExpense(one) && one.revision <= through);
  const taking = ofMonth.filter((one) => !isExpense(one) && (one.fact.data as { billId: string }).billId === billId);
  return [...expenses.slice(-records), ...taking];
}
