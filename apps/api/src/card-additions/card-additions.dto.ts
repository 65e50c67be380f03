import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { currencyCode, oneTimeCode, opaqueId, typedText, whoCanFix } from '../http/shapes';
import { unionDto } from '../http/union-dto';

/** Which journey a request is about. */
export class JourneyParamsDto extends createZodDto(z.strictObject({ journeyId: opaqueId })) {}

/** A request that says everything by its address. */
export class NothingDto extends createZodDto(
  z
    .strictObject({})
    .optional()
    .transform((body) => body ?? {}),
) {}

/** The code that came by mail. */
export class ConfirmEmailDto extends createZodDto(z.strictObject({ code: oneTimeCode })) {}

/** As typed: national or international form, any digits. The rules say whether it is a mobile number of the region. */
const mobileNumber = typedText(40).min(4);

/** Where the code shall be sent. */
export class SendMobileCodeDto extends createZodDto(z.strictObject({ mobileNumber })) {}

/** The code that came to this number. */
export class ConfirmMobileDto extends createZodDto(z.strictObject({ mobileNumber, code: oneTimeCode })) {}

const address = typedText(300);
const industry = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*$/);

/** R17–18. An Individual's currency is the region's (D12), so none is taken. */
const individual = z.strictObject({
  accountType: z.literal('individual'),
  name: typedText(100),
  address,
  industry,
});

/** R19–20. */
const enterprise = z.strictObject({
  accountType: z.literal('enterprise'),
  enterpriseName: typedText(200),
  enterpriseAddress: address,
  contactName: typedText(100),
  contactPosition: typedText(100),
  industry,
  currency: currencyCode,
});

const information = z.discriminatedUnion('accountType', [individual, enterprise]);

/** The account information: the fields of one account type, and none of the other's. */
export const GiveInformationDto = unionDto('GiveInformationDto', information);
export type GiveInformationDto = z.infer<typeof information>;

/** R23, R26–28: asked of customers in Chile. Code points, trimmed; the rules check the form. */
const taxId = z.strictObject({ type: z.enum(['RUT', 'Otro']), number: typedText(40) });

/**
 * The card as the gateway's token; its number and security code never come here (R21). The holder's name may come too,
 * where the gateway's own fields did not ask for it.
 */
export class SubmitCardDto extends createZodDto(
  z.strictObject({ cardToken: opaqueId, holderName: typedText(100).optional(), taxId: taxId.optional() }),
) {}

const step = z.enum(['email', 'mobile', 'information', 'card', 'bank-page']);
const money = z.object({ currency: z.string(), minor: z.int() });
const code = z.object({ resendAt: z.string(), expiresAt: z.string(), triesLeft: z.int() });

/** A journey as its customer sees it. */
export class JourneyViewDto extends createZodDto(
  z.object({
    journeyId: z.string(),
    accountId: z.string(),
    state: z.enum(['open', 'succeeded', 'failed', 'abandoned']),
    step: z.union([step, z.literal('checking')]).nullable(),
    steps: z.array(
      z.object({ step, status: z.enum(['done', 'current', 'todo', 'skipped']), because: z.string().optional() }),
    ),
    emailCode: code.optional(),
    smsCode: code.optional(),
    currency: z.string(),
    card: z.object({ brand: z.string(), last4: z.string(), expiry: z.string() }).optional(),
    hold: z.object({ amount: money, status: z.string(), bankShowsBy: z.string().optional() }).optional(),
    bankPageUrl: z.string().optional(),
    cardId: z.string().optional(),
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

/** One line of a journey's timeline: the key of a plain sentence and the values that it names. */
const timelineLine = z.object({
  revision: z.int(),
  position: z.string(),
  at: z.string(),
  type: z.string(),
  sentence: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});

/** Everything that happened in a journey, oldest first. */
export class TimelineDto extends createZodDto(z.object({ entries: z.array(timelineLine) })) {}
