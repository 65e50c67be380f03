import { Inject, Injectable } from '@nestjs/common';
import { type Ask, lapsesAt, type OperatorAct, type OperatorIntent } from '@onfile/domain';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import type { Secrecy } from '../secrecy';
import { CLOCK, OPERATORS, SECRECY } from '../tokens';
import type { Meta } from '../wallet/wallets';
import type { NotedAct, Operators } from './operators';

/** Where an act stands in the operator log. */
export interface LogPlace {
  readonly month: string;
  readonly no: number;
  readonly hash: string;
}

/** What was asked for; a second person has to say yes to it under `ask`. */
export interface AskedFor {
  readonly ask: string;
  readonly act: OperatorAct;
  readonly on: string;
  readonly did: string;
  readonly lapsesAt: string;
  readonly entry: LogPlace;
}

/** Something that can be asked for: whether it can be done at all, and the doing of it once somebody has said yes. */
export interface AskedAct {
  /** Looks; the function that it answers throws where the act can not be done, just before the yes is noted. */
  look(ask: Ask): Promise<() => void>;
  /** Does it, under the yes. Answers in words. Twice is once. */
  carryOut(ask: Ask, noted: NotedAct, keyed: KeyedRequest): Promise<string>;
}

/** Where operators sign for what they are about to do: nothing is done that does not stand in the operator log. */
@Injectable()
export class OperatorDesk {
  constructor(
    @Inject(OPERATORS) private readonly operators: Operators,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Notes an act, before it is done. `allow` as in the book. @throws {Refusal} reason-missing. @throws {CommandReused} */
  note(intent: OperatorIntent, keyed: KeyedRequest, allow: () => void = () => undefined): Promise<NotedAct> {
    return this.operators.book.note(intent, this.metaOf(keyed), allow);
  }

  /** Notes that an act is asked for: 202, it waits for a second person. @throws {Refusal} reason-missing */
  async ask(intent: OperatorIntent, keyed: KeyedRequest, allow: () => void): Promise<Answer<AskedFor>> {
    const noted = await this.operators.book.ask(intent, this.metaOf(keyed), allow);
    const { at, data } = noted.entry;
    const ask = `${noted.month}-${data.no}`;
    const { act, on } = intent;
    const did = `Asked for: it waits for the yes of another operator (onfile approve ${ask}).`;
    const asked = { ask, act, on, did, lapsesAt: lapsesAt({ at }), entry: placeOf(noted) };
    return new Answer(asked, { status: 202, position: noted.position, hit: noted.repeated });
  }

  /** How a request is named in the log, and when it came. */
  metaOf({ commandId, body }: KeyedRequest): Meta {
    return { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: this.now().toISOString() };
  }
}

/** Where a noted act stands. */
export const placeOf = ({ month, entry }: NotedAct): LogPlace => ({
  ...{ month, no: entry.data.no, hash: entry.data.hash },
});
