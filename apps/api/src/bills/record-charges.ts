import { Inject, Injectable } from '@nestjs/common';
import {
  type BillingPolicy,
  type ChargeAnswer,
  type ChargeToRecord,
  chargesIdOf,
  checkCharge,
  monthIn,
  refusedCharge,
} from '@onfile/domain';
import { createHash } from 'node:crypto';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import { BILLING_POLICY, BILLS, CLOCK } from '../tokens';
import type { Bills } from './bills';

/** What became of a batch. `accepted` counts records that are in the log now, by this batch or an earlier one. */
export interface BatchAnswer {
  readonly accepted: number;
  readonly refused: number;
  readonly answers: readonly ChargeAnswer[];
}

/** Streams of one batch that are written to at once. */
const AT_ONCE = 16;

/** Takes in what the cloud's metering sends. */
@Injectable()
export class RecordCharges {
  constructor(
    @Inject(BILLS) private readonly bills: Bills,
    @Inject(BILLING_POLICY) private readonly policy: BillingPolicy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /**
   * Records a batch; each record is answered on its own, unless `allOrNone` and one is refused: then none is taken.
   * Sent again, in whole or in part, it changes nothing.
   */
  async batch(charges: readonly ChargeToRecord[], allOrNone: boolean): Promise<Answer<BatchAnswer>> {
    const at = this.now().toISOString();
    const answers = new Map<number, ChargeAnswer>();
    const groups = new Map<string, { month: string; places: number[] }>();
    charges.forEach((charge, place) => {
      try {
        const { zone } = this.policy.due;
        checkCharge(charge, at, zone);
        const month = monthIn(zone, charge.incurredAt);
        const key = chargesIdOf(charge.accountId, month);
        const group = groups.get(key) ?? { month, places: [] };
        group.places.push(place);
        groups.set(key, group);
      } catch (error) {
        answers.set(place, refusedCharge(charge.chargeId, error));
      }
    });
    if (allOrNone && answers.size > 0) return this.answer(charges, answers, undefined);
    const wanted = [charges, [...groups.values()], answers, at] as const;
    const position = await (allOrNone ? this.writeAll(...wanted) : this.write(...wanted));
    return this.answer(charges, answers, position);
  }

  /** All of them in one append; where one is refused there is none, and no position. */
  private async writeAll(
    charges: readonly ChargeToRecord[],
    groups: readonly { month: string; places: readonly number[] }[],
    answers: Map<number, ChargeAnswer>,
    at: string,
  ): Promise<string | undefined> {
    const all = groups.map(({ month, places }) => {
      const records = places.map((place) => charges[place]!);
      return { accountId: records[0]!.accountId, month, charges: records };
    });
    const done = await this.bills.recordAll(all, { commandId: `charges/all/${digest(charges)}`, at });
    const told = 'refused' in done ? done.refused : done.answers;
    groups.forEach(({ places }, n) =>
      places.forEach((place, index) => {
        const answer = told[n]?.[index];
        if (answer) answers.set(place, answer);
      }),
    );
    return 'position' in done ? done.position : undefined;
  }

  private async write(
    charges: readonly ChargeToRecord[],
    groups: readonly { month: string; places: readonly number[] }[],
    answers: Map<number, ChargeAnswer>,
    at: string,
  ): Promise<string | undefined> {
    let position: bigint | undefined;
    for (let from = 0; from < groups.length; from += AT_ONCE) {
      const some = groups.slice(from, from + AT_ONCE).map(async ({ month, places }) => {
        const records = places.map((place) => charges[place]!);
        const commandId = `charges/${digest(records)}`;
        const done = await this.bills.record(records[0]!.accountId, month, records, { commandId, at });
        places.forEach((place, index) => {
          const unknown = { chargeId: records[index]!.chargeId, outcome: 'refused', code: 'account-unknown' } as const;
          answers.set(place, done?.answers[index] ?? unknown);
        });
        if (done && (position === undefined || BigInt(done.position) > position)) position = BigInt(done.position);
      });
      await Promise.all(some);
    }
    return position === undefined ? undefined : String(position);
  }

  private answer(
    charges: readonly ChargeToRecord[],
    answers: ReadonlyMap<number, ChargeAnswer>,
    position: string | undefined,
  ): Answer<BatchAnswer> {
    const given = charges.flatMap((_, place) => answers.get(place) ?? []);
    const refused = given.filter(({ outcome }) => outcome === 'refused').length;
    const body = { accepted: given.length - refused, refused, answers: given };
    return new Answer(body, { status: 200, ...(position !== undefined && { position }) });
  }
}

/** Names the records of one stream: the same ones are the same command, in whatever batch they come. */
const digest = (records: readonly ChargeToRecord[]): string =>
  createHash('sha256').update(JSON.stringify(records)).digest('base64url').slice(0, 32);
