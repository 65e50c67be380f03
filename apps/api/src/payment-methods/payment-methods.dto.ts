import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQueryDto } from '../http/fresh';
import { whoCanFix } from '../http/shapes';

const money = z.object({ currency: z.string(), minor: z.int() });

/** Why an attempt ended: the stable code (of a decline its group too), a plain sentence, who can mend it, what to do next. */
const result = z.object({
  code: z.string(),
  group: z.string().optional(),
  sentence: z.string(),
  whoCanFix,
  nextStep: z.string(),
});

const kind = z.enum(['card-addition', 'validity-change', 'card-removal']);
const outcome = z.enum(['open', 'succeeded', 'failed', 'abandoned']);

/** Which entries of the history are wanted; all of them without it. */
export class HistoryQueryDto extends createZodDto(
  z.strictObject({ ...PageQueryDto.schema.shape, kind: kind.optional(), outcome: outcome.optional() }),
) {}

/** The same for the export, which has no pages. */
export class HistoryExportQueryDto extends createZodDto(
  z.strictObject({ kind: kind.optional(), outcome: outcome.optional() }),
) {}

/** Attempts, changes of validity and deleted cards, newest first (R31–33). Masked numbers only. */
export class HistoricalCardsDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        attemptId: z.string(),
        kind: z.string(),
        journeyId: z.string(),
        state: z.string(),
        startedAt: z.string(),
        endedAt: z.string().optional(),
        result: result.optional(),
        abandonedBecause: z.string().optional(),
        tryAgainAfter: z.string().optional(),
        cardId: z.string().optional(),
        card: z.object({ brand: z.string(), last4: z.string(), expiry: z.string() }).optional(),
        previousExpiry: z.string().optional(),
      }),
    ),
    next: z.string().optional(),
  }),
) {}

/** What was held to prove cards, newest first: "released by us" apart from "your bank shows it by" (R25). */
export class HoldsDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        holdKey: z.string(),
        journeyId: z.string(),
        status: z.string(),
        amount: money,
        askedAt: z.string(),
        placedAt: z.string().optional(),
        releasedByUsAt: z.string().optional(),
        bankShowsBy: z.string().optional(),
        late: z.object({ since: z.string(), tryAgainAt: z.string().optional() }).optional(),
      }),
    ),
    next: z.string().optional(),
  }),
) {}
