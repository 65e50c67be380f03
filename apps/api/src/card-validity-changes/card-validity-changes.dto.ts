import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { opaqueId, whoCanFix } from '../http/shapes';

/** R37, D11: which card, and the token that its new date and security code were made with at the card gateway. */
export class ChangeValidityDto extends createZodDto(z.strictObject({ cardId: opaqueId, cardToken: opaqueId })) {}

/** Which change a request is about. */
export class ChangeParamsDto extends createZodDto(z.strictObject({ changeId: opaqueId })) {}

/** How a change stands. Masked numbers only. */
export class ValidityChangeViewDto extends createZodDto(
  z.object({
    changeId: z.string(),
    accountId: z.string(),
    cardId: z.string(),
    state: z.enum(['open', 'succeeded', 'failed']),
    step: z.enum(['bank-page', 'checking']).nullable(),
    card: z.object({ brand: z.string(), last4: z.string(), expiry: z.string() }),
    from: z.string(),
    currency: z.string(),
    startedAt: z.string(),
    hold: z
      .object({
        amount: z.object({ currency: z.string(), minor: z.int() }),
        status: z.string(),
        bankShowsBy: z.string().optional(),
      })
      .optional(),
    bankPageUrl: z.string().optional(),
    result: z
      .object({
        code: z.string(),
        group: z.string().optional(),
        whoCanFix,
        tryAgainAfter: z.string().optional(),
      })
      .optional(),
  }),
) {}
