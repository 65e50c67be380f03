import { isPeriod } from '@onfile/domain';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { currencyCode, cursor, opaqueId, position, textOrNull, typedText } from '../http/shapes';

const money = z.object({ currency: z.string(), minor: z.int() });
const period = z.string().refine(isPeriod, 'is no month');
const reason = typedText(500);

/** One charge record. What a bill can take is the rules' matter, so that each record has its own answer. */
const charge = z.strictObject({
  accountId: opaqueId,
  chargeId: z.string().min(1).max(200),
  service: z.string().min(1).max(80),
  description: z.string().min(1).max(400),
  amount: z.strictObject({ currency: currencyCode, minor: z.number() }),
  incurredAt: z.iso.datetime({ offset: true }),
});

/** A batch of the cloud's metering. `allOrNone`: one record that is refused keeps all of them out. */
export class ChargesDto extends createZodDto(
  z.strictObject({ charges: z.array(charge).min(1).max(1_000), allOrNone: z.boolean().default(false) }),
) {}

/** What became of each record, in the order of the batch. */
export class ChargesAnswerDto extends createZodDto(
  z.object({
    accepted: z.int(),
    refused: z.int(),
    answers: z.array(
      z.object({
        chargeId: z.string(),
        outcome: z.enum(['recorded', 'known', 'refused']),
        code: z.string().optional(),
        field: z.string().optional(),
      }),
    ),
  }),
) {}

/** What an account has spent that no bill has, by month; `minor` by currency. */
export class UnbilledDto extends createZodDto(
  z.object({
    months: z.array(z.object({ month: z.string(), records: z.int(), minor: z.record(z.string(), z.int()) })),
  }),
) {}

const listed = z.object({
  billId: z.string(),
  accountId: z.string(),
  period: z.string(),
  interim: z.int().optional(),
  number: z.string(),
  status: z.string(),
  amount: money,
  issuedAt: z.string(),
  overdueAt: z.string().optional(),
  nextAt: z.string().optional(),
  paidAt: z.string().optional(),
  paidByCardId: z.string().optional(),
  tries: z.int(),
});

/** Bills, newest first. */
export class BillsDto extends createZodDto(z.object({ entries: z.array(listed), next: z.string().optional() })) {}

const line = z.object({
  month: z.string(),
  service: z.string(),
  records: z.int(),
  amount: money,
  billed: money,
  late: z.boolean().optional(),
});
const ground = z.object({
  rule: z.string(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  reason: z.string().optional(),
});

/** A bill with its lines. `confirm`: the bank wants the customer to confirm a try (1A, 70). */
export class BillDto extends createZodDto(
  z.object({
    billId: z.string(),
    accountId: z.string(),
    period: z.string(),
    interim: z.int().optional(),
    grounds: z.array(ground).optional(),
    number: z.string(),
    status: z.string(),
    lines: z.array(line),
    amount: money,
    rates: z.array(
      z.object({ from: z.string(), to: z.string(), rate: z.string(), asOf: z.string(), source: z.string() }),
    ),
    zone: z.string(),
    issuedAt: z.string(),
    overdueAt: z.string().optional(),
    nextRoundAt: z.string().optional(),
    paidAt: z.string().optional(),
    confirm: z.object({ key: z.string(), bankPageUrl: z.string().optional() }).optional(),
  }),
) {}

const trailCard = z.object({
  cardId: z.string(),
  brand: z.string(),
  last4: z.string(),
  expiry: z.string(),
  isDefault: z.boolean(),
  skipped: z.string().optional(),
});

/** X1: why this card? `networkCode` and `by` are for staff alone. */
export class TrailDto extends createZodDto(
  z.object({
    billId: z.string(),
    entries: z.array(
      z.object({
        at: z.string(),
        what: z.string(),
        round: z.int().optional(),
        cardId: z.string().optional(),
        key: z.string().optional(),
        why: z.string().optional(),
        next: z.string().optional(),
        networkCode: z.string().optional(),
        by: z.string().optional(),
        cards: z.array(trailCard).optional(),
      }),
    ),
  }),
) {}

/** X3: what the coming third would bring if nothing changed. */
export class ForecastDto extends createZodDto(
  z.object({
    accountId: z.string(),
    period: z.string(),
    dueAt: z.string(),
    amount: money.optional(),
    lines: z.array(line),
    cards: z.array(trailCard.omit({ skipped: true }).extend({ passedOver: z.string().optional() })),
    firstCardId: z.string().optional(),
  }),
) {}

export class BillParamsDto extends createZodDto(z.strictObject({ billId: opaqueId.max(120) })) {}
export class PeriodParamsDto extends createZodDto(z.strictObject({ period })) {}

/** Pay now: with one card, or with all of them in their order. */
export class PayNowDto extends createZodDto(z.strictObject({ cardId: opaqueId.optional() })) {}

/** The try that the bank wants confirmed. */
export class ConfirmDto extends createZodDto(z.strictObject({ key: z.string().min(3).max(200) })) {}

/** The form of a bill's document. */
export class DocumentQueryDto extends createZodDto(
  z.strictObject({ format: z.enum(['html', 'pdf']).default('html') }),
) {}

/** Money that came another way. */
export class PaidByHandDto extends createZodDto(z.strictObject({ reference: typedText(120), reason })) {}

/** Why an operator does it. */
export class ReasonDto extends createZodDto(z.strictObject({ reason })) {}

/** A charge of which an operator has made sure that it was not done. */
export class GiveUpChargeDto extends createZodDto(z.strictObject({ key: z.string().min(3).max(200), reason })) {}

/** How much of a false alarm is taken back, in minor units of the bill's currency; all of it unless given. */
export class CreditDto extends createZodDto(z.strictObject({ reason, minor: z.int().positive().optional() })) {}

/** Which month's run, and why it is begun by hand. */
export class StartRunDto extends createZodDto(z.strictObject({ period, reason })) {}

/** Of which month's run it is told what it would do. */
export class DryRunOfDto extends createZodDto(z.strictObject({ period })) {}

/** Which bills an operator looks for. */
export class BillQueryDto extends createZodDto(
  z.strictObject({
    accountId: opaqueId.optional(),
    period: period.optional(),
    status: z
      .enum([
        'deducting',
        'being-checked',
        'confirming',
        'overdue',
        'restricted',
        'suspended',
        'uncollected',
        'blocked',
        'paid',
      ])
      .optional(),
    atLeast: position.optional(),
    cursor: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
) {}

/** A bill that is being made. */
export class MadeBillDto extends createZodDto(z.object({ billId: z.string() })) {}

const counts = z.object({
  accounts: z.int(),
  issued: z.int(),
  paid: z.int(),
  waiting: z.int(),
  blocked: z.int(),
  nothing: z.int(),
  failed: z.int(),
});
const run = z.object({
  period: z.string(),
  status: z.string(),
  startedAt: textOrNull,
  startedBy: textOrNull,
  dueAt: textOrNull,
  finishedAt: textOrNull,
  partitions: z.int(),
  partitionsDone: z.int(),
  pages: z.int(),
  counts,
  failed: z.array(z.object({ accountId: z.string(), cause: z.string() })),
});

/** X8: the newest runs. */
export class RunsDto extends createZodDto(z.object({ entries: z.array(run) })) {}

/** X8: one run, and its bills by how they stand. */
export class RunDto extends createZodDto(
  run.extend({
    bills: z.array(z.object({ status: z.string(), currency: z.string(), bills: z.int(), minor: z.int() })),
  }),
) {}

/** A run that was begun, paused or resumed. */
export class RunTakenDto extends createZodDto(z.object({ period: z.string(), paused: z.boolean() })) {}

/** X8: why, and which account; all that could not be billed without it. */
export class FailedAgainDto extends createZodDto(z.strictObject({ reason, accountId: opaqueId.optional() })) {}

/** X8: how many bills are looked at again. */
export class RerunDto extends createZodDto(z.object({ period: z.string(), bills: z.int() })) {}

/** X3: what a run would do; totals by currency in minor units. */
export class DryRunDto extends createZodDto(
  z.object({
    accounts: z.int(),
    bills: z.int(),
    cannotPay: z.int(),
    totals: z.record(z.string(), z.int()),
    /** Accounts that can not be priced, by the currency whose rate is missing. */
    withoutRate: z.record(z.string(), z.int()),
  }),
) {}

/** D14: who owes, the longest first. */
export class OverdueDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({ accountId: z.string(), since: z.string(), bills: z.int(), currency: z.string(), minor: z.int() }),
    ),
  }),
) {}

/** X2: charges of a day by how they stand. */
export class ChargeTotalsDto extends createZodDto(
  z.object({
    entries: z.array(z.object({ status: z.string(), currency: z.string(), charges: z.int(), minor: z.int() })),
  }),
) {}

/** X2: the $1 holds asked for on a day, by how they stand, and whether what was placed has gone back. */
export class HoldTotalsDto extends createZodDto(
  z.object({
    entries: z.array(z.object({ status: z.string(), currency: z.string(), holds: z.int(), minor: z.int() })),
    proof: z.array(
      z.object({
        currency: z.string(),
        placed: z.int(),
        back: z.int(),
        open: z.int(),
        unanswered: z.int(),
        isEven: z.boolean(),
      }),
    ),
  }),
) {}

const day = z.iso.date().refine((text) => isPeriod(text.slice(0, 7)), 'is no day');

/** A day, `YYYY-MM-DD`, in UTC, of a month that a bill can be for. */
export class DayQueryDto extends createZodDto(z.strictObject({ day })) {}
