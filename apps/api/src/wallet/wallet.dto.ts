import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { opaqueId } from '../http/shapes';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** Which card becomes the default. */
export class SetDefaultDto extends createZodDto(z.strictObject({ cardId: opaqueId })) {}

/** Every card on file, once each, the default first. */
export class ReorderDto extends createZodDto(z.strictObject({ order: z.array(opaqueId).min(1).max(50) })) {}

/** Which card a request is about. */
export class CardParamsDto extends createZodDto(z.strictObject({ cardId: opaqueId })) {}

/** R40, D17: the ways out, in the same step. */
export class RemoveQueryDto extends createZodDto(
  z.strictObject({
    newDefault: opaqueId.optional(),
    giveUpPostpayment: z.enum(['true', 'false']).optional(),
  }),
) {}

/** X4: at which instant; now without one. */
export class AsOfQueryDto extends createZodDto(z.strictObject({ at: instant.optional() })) {}

/** The token that the gateway's own fields renew with a new date. */
export class EditFormDto extends createZodDto(z.object({ cardId: z.string(), cardToken: z.string() })) {}

const card = z.object({
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
  skipped: z.enum(['expired', 'blocked']).optional(),
  blocked: z.object({ group: z.string(), canEdit: z.boolean() }).optional(),
  warning: z.object({ daysBefore: z.int(), daysLeft: z.int() }).optional(),
  validityChangeId: z.string().optional(),
});

const wallet = { accountId: z.string(), revision: z.int(), cards: z.array(card) };

/** The cards on file in the order of deductions (R35): the default first. `revision` is also the answer's ETag. */
export class PaymentMethodsDto extends createZodDto(z.object(wallet)) {}

/** X4: the cards and the gate as they were. */
export class WalletAsOfDto extends createZodDto(
  z.object({ ...wallet, at: z.string(), gate: z.object({ allowed: z.boolean(), missing: z.array(z.string()) }) }),
) {}
