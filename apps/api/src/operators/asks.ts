import { Inject, Injectable } from '@nestjs/common';
import { type Ask, lapsesAt, type OperatorAct, Refusal } from '@onfile/domain';
import { OperateOnBill } from '../bills/operate-on-bill';
import { Answer } from '../http/answer';
import type { KeyedRequest } from '../http/idempotency-key';
import { OPERATORS } from '../tokens';
import { ActOnJourney } from './act-on-journey';
import { CareForReadModels } from './care-for-read-models';
import { type AskedAct, type LogPlace, OperatorDesk, placeOf } from './operator-desk';
import type { Operators } from './operators';

/** An ask as it is listed. */
export interface ListedAsk extends Ask {
  readonly lapsesAt: string;
}

/** What came of an answer. */
export interface AnsweredAsk {
  readonly ask: string;
  readonly act: OperatorAct;
  readonly on: string;
  readonly did: string;
  readonly entry: LogPlace;
}

/** The second person: sees what is asked for, says yes or no. A yes is noted first, and then the act is done. */
@Injectable()
export class Asks {
  private readonly acts: Partial<Record<OperatorAct, AskedAct>>;

  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    private readonly desk: OperatorDesk,
    journeys: ActOnJourney,
    care: CareForReadModels,
    bills: OperateOnBill,
  ) {
    this.acts = {
      ...{ terminate: journeys, 'skip-put-aside': care },
      ...{ 'pay-by-hand': bills, 'give-up-charge': bills, credit: bills },
    };
  }

  /** What waits for a second person, the oldest first. */
  async open(): Promise<Answer<{ entries: readonly ListedAsk[] }>> {
    const asks = await this.operators.book.asks();
    return new Answer({ entries: asks.map((ask) => ({ ...ask, lapsesAt: lapsesAt(ask) })) });
  }

  /**
   * Answers an ask. A yes that was noted and not carried out to its end is carried out by the same request again.
   * @throws {Refusal} ask-unknown, ask-answered, ask-lapsed, second-person-needed, reason-missing, and of the act itself.
   */
  async answer(
    name: string,
    { by, yes, why }: { readonly by: string; readonly yes: boolean; readonly why: string },
    keyed: KeyedRequest,
  ): Promise<Answer<AnsweredAsk>> {
    const { book } = this.operators;
    const ask = await book.askNamed(name);
    const asked = ask && this.acts[ask.act];
    if (!ask || !asked) throw new Refusal('ask-unknown', name);
    const allow = yes ? await asked.look(ask) : () => undefined;
    const noted = await book.answer({ by, ask: name, yes, why }, this.desk.metaOf(keyed), allow);
    const did = yes ? await asked.carryOut(ask, noted, keyed) : 'Turned down: nothing was done.';
    const { act, on } = ask;
    return new Answer(
      { ask: name, act, on, did, entry: placeOf(noted) },
      { position: noted.position, hit: noted.repeated },
    );
  }
}
