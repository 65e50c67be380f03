import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const money = z.object({ currency: z.string(), minor: z.int() });

/** The cards on file in the order of deductions (R35): the default first. `revision` is also the answer's ETag. */
export class PaymentMethodsDto extends createZodDto(
  z.object({
    accountId: z.string(),
    revision: z.int(),
    cards: z.array(
      z.object({
        cardId: z.string(),
        brand: z.string(),
        last4: z.string(),
        expiry: z.string(),
        funding: z.string(),
        issuingCountry: z.string(),
        addedAt: z.string(),
        isDefault: z.boolean(),
        isExpired: z.boolean(),
        order: z.int(),
      }),
    ),
  }),
) {}

/** Why an attempt ended: the stable code, a plain sentence, who can mend it, and what to do next. */
const result = z.object({ code: z.string(), sentence: z.string(), whoCanFix: z.string(), nextStep: z.string() });

/** Attempts to put a card on file, newest first (R31–33). Masked numbers only. */
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
