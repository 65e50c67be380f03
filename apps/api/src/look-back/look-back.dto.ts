import { CARD_ORDERS } from '@onfile/domain/what-if';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { cursor, opaqueId } from '../http/shapes';

const plain = z.record(z.string(), z.unknown());

/** Which bill. */
export class LookedBackBillDto extends createZodDto(z.strictObject({ billId: opaqueId })) {}

/** Which journey. */
export class LookedBackJourneyDto extends createZodDto(z.strictObject({ journeyId: opaqueId })) {}

/** Which card. */
export class LookedBackCardDto extends createZodDto(z.strictObject({ cardId: opaqueId })) {}

/** What the log knows of a bill or a journey; tokens, digests and what is sealed are left out. */
export class RecordingDto extends createZodDto(
  z.object({
    kind: z.enum(['bill', 'journey']),
    id: z.string(),
    until: z.string(),
    facts: z.array(
      z.object({
        category: z.string(),
        id: z.string(),
        revision: z.int(),
        position: z.string(),
        commandId: z.string(),
        actor: z.string().optional(),
        fact: z.object({ type: z.string(), at: z.string(), data: plain }),
      }),
    ),
    policy: plain,
  }),
) {}

/** X7: which past bills, and what is tried out on them. */
export class BacktestRequestDto extends createZodDto(
  z.strictObject({
    period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    order: z.enum(CARD_ORDERS).optional(),
    policy: plain.optional(),
    cursor: cursor.optional(),
    limit: z.int().min(1).max(100).optional(),
  }),
) {}

const money = z.record(z.string(), z.int());
const count = z.int();
const totals = z.object({
  ...{ bills: count, paid: count, due: money, recovered: money, tries: count, limitsHit: count, blocked: count },
  ...{ restricted: count, suspended: count, waitedMs: count, assumed: count },
});

/** A page of bills: as they went, by the rules of now, and by the plan at least and at most. `next`: more bills. */
export class BacktestDto extends createZodDto(
  z.object({
    ...{ recorded: totals, baseline: totals, least: totals, most: totals, faithful: count, skipped: count },
    next: z.string().optional(),
  }),
) {}

const findings = z.array(z.object({ no: count, at: z.string(), words: z.string() }));

/** X10: facts in the order of the log, each linked to the one before it. */
export class EvidenceDto extends createZodDto(
  z.object({
    version: z.literal(1),
    about: z.object({ kind: z.enum(['bill', 'card']), id: z.string(), accountId: z.string() }),
    madeAt: z.string(),
    entries: z.array(
      z.object({
        no: count,
        stream: z.string(),
        revision: count,
        position: z.string(),
        at: z.string(),
        by: z.string(),
        type: z.string(),
        data: plain,
        before: z.string(),
        hash: z.string(),
      }),
    ),
    findings: z.object({ consents: findings, bankAnswers: findings, money: findings }),
    seal: z.object({ entries: count, last: z.string() }),
  }),
) {}
