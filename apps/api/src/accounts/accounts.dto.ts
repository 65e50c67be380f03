import { languages } from '@onfile/domain';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { emailText, opaqueId, regionCode } from '../http/shapes';

const language = z.enum(languages).optional();

/** What the host platform tells of a new account. `language`: of its mail; the region's unless given. */
export class RegisterAccountDto extends createZodDto(
  z.strictObject({ email: emailText, region: regionCode, registeredAt: z.iso.datetime({ offset: true }), language }),
) {}

/** The same on one machine: it is registered now. */
export class DevAccountDto extends createZodDto(z.strictObject({ email: emailText, region: regionCode, language })) {}

/** Which account a request is about. */
export class AccountParamsDto extends createZodDto(z.strictObject({ accountId: opaqueId })) {}

/** A registered account. Its id is Onfile's own and says nothing. */
export class RegisteredAccountDto extends createZodDto(
  z.object({ accountId: z.string(), region: z.string(), registeredAt: z.string() }),
) {}

/** A registered account and a token of its customer. */
export class DevAccountTokenDto extends createZodDto(
  z.object({
    accountId: z.string(),
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresAt: z.iso.datetime(),
  }),
) {}

const part = z.enum(['mobile', 'information', 'card']);

/** R2: whether services may be subscribed to. `goOnAt`: where the person gives what is missing. */
export class SubscriptionGateDto extends createZodDto(
  z.object({
    allowed: z.boolean(),
    missing: z.array(part),
    suspended: z.boolean(),
    restricted: z.boolean(),
    goOnAt: z.string().optional(),
  }),
) {}

/** An account as its own customer sees it. `email` is personal. */
export class MeDto extends createZodDto(
  z.object({
    accountId: z.string(),
    email: z.string().optional(),
    region: z.string(),
    registeredAt: z.string(),
    accountType: z.enum(['individual', 'enterprise']).optional(),
    currency: z.string(),
    suspended: z.boolean(),
    postpayment: z.enum(['none', 'granted', 'suspended']),
    missing: z.array(part),
    promptForCard: z.boolean(),
    openJourneyId: z.string().optional(),
  }),
) {}

/** What happened to an account, newest first. */
export class AccountTimelineDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        at: z.string(),
        type: z.string(),
        sentence: z.string(),
        details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
        revision: z.int(),
        position: z.string(),
      }),
    ),
    next: z.string().optional(),
  }),
) {}
