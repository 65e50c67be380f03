import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { cursor, emailText, opaqueId, position, textOrNull, typedText } from '../http/shapes';

const reason = typedText(500);
const money = z.object({ currency: z.string(), minor: z.int() });
const count = z.int();
const limit = z.coerce.number().int().min(1).max(100).optional();
const states = ['open', 'stuck', 'late', 'failed', 'succeeded', 'abandoned'] as const;

/** Which journey a request is about: of a card added, or of a date changed. */
export class OperatedJourneyDto extends createZodDto(z.strictObject({ journeyId: opaqueId })) {}

/** Why something is done. It is kept for ever: no names or addresses of people in it. */
export class ActDto extends createZodDto(z.strictObject({ reason })) {}

/** The step to go back to, by its name. */
export class ResetDto extends createZodDto(z.strictObject({ reason, step: z.string().regex(/^[a-z][a-z-]{0,30}$/) })) {}

/** What to look for, in one word: an id, or the last four digits of a card. */
export class SearchQueryDto extends createZodDto(
  z.strictObject({ q: z.string().regex(/^[A-Za-z0-9_/:.-]{1,120}$/) }),
) {}

/** Whom to look for: personal data, so never in an address. */
export class PersonSearchDto extends createZodDto(
  z
    .strictObject({
      email: emailText.optional(),
      mobileNumber: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/)
        .optional(),
    })
    .refine((it) => (it.email === undefined) !== (it.mobileNumber === undefined), 'email or mobileNumber, one of them'),
) {}

/** Which journeys. */
export class JourneysQueryDto extends createZodDto(
  z.strictObject({
    account: opaqueId.optional(),
    kind: z.enum(['card-addition', 'validity-change']).optional(),
    last4: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    state: z.enum(states).optional(),
    ...{ cursor: cursor.optional(), limit, atLeast: position.optional() },
  }),
) {}

/** Things that a word names. */
export class FoundThingsDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({ kind: z.string(), id: z.string(), accountId: z.string(), state: z.string(), what: z.string() }),
    ),
  }),
) {}

const foundJourney = z.object({
  journeyId: z.string(),
  accountId: z.string(),
  kind: z.string(),
  state: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  result: z.string().optional(),
  last4: z.string().optional(),
  hold: z.string().optional(),
  holdAskedAt: z.string().optional(),
});

/** Journeys of all accounts, newest first. */
export class FoundJourneysDto extends createZodDto(
  z.object({ entries: z.array(foundJourney), next: z.string().optional() }),
) {}

/** How many journeys stand how. */
export class JourneyCountsDto extends createZodDto(
  z.object({ open: count, stuck: count, late: count, failed: count, succeeded: count, abandoned: count }),
) {}

const resetStep = z.object({
  step: z.string(),
  at: z.string(),
  eventId: z.int(),
  reapplied: z.array(z.string()),
  again: z.array(z.string()),
});
const workflow = z.object({
  workflowId: z.string(),
  runId: z.string(),
  status: z.string(),
  isOpen: z.boolean(),
  startedAt: z.string(),
  closedAt: z.string().optional(),
  events: z.int(),
  taskFailure: z.object({ why: z.string(), attempt: z.int() }).optional(),
  activities: z.array(
    z.object({
      activityId: z.string(),
      type: z.string(),
      state: z.string(),
      attempt: z.int(),
      nextAttemptAt: z.string().optional(),
      lastFailure: z.string().optional(),
    }),
  ),
  timers: z.array(z.object({ timerId: z.string(), firesAt: z.string() })),
  steps: z.array(resetStep),
});

const explainedFact = z.object({
  revision: z.int(),
  position: z.string(),
  at: z.string(),
  by: z.string(),
  type: z.string(),
  sentence: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  networkCode: z.string().optional(),
  key: z.string().optional(),
});

/** Which account. */
export class OperatedAccountDto extends createZodDto(z.strictObject({ accountId: opaqueId })) {}

/** How many of its newest facts. */
export class AccountTimelineQueryDto extends createZodDto(z.strictObject({ limit })) {}

/** What happened to an account and its cards, the newest first. `facts`: how many there are in all. */
export class ExplainedAccountDto extends createZodDto(
  z.object({ accountId: z.string(), entries: z.array(explainedFact), facts: count }),
) {}

/** One journey: its facts, and its workflow beside them. `workflowAway`: Temporal could not be asked. */
export class ExplainedJourneyDto extends createZodDto(
  z.object({
    journeyId: z.string(),
    accountId: z.string(),
    state: z.string(),
    step: textOrNull,
    hold: z.object({ status: z.string(), amount: money }).optional(),
    ledger: z.array(
      z.object({
        at: z.string(),
        what: z.string(),
        hold: z.string(),
        key: z.string(),
        amount: money.optional(),
        held: z.union([money, z.literal('unknown')]),
      }),
    ),
    result: z.string().optional(),
    facts: z.array(explainedFact),
    workflow: workflow.optional(),
    workflowAway: z.boolean().optional(),
  }),
) {}

/** What was done to a journey, the entry of the operator log it stands in, and its workflow after it. */
export class DoneActDto extends createZodDto(
  z.object({
    journeyId: z.string(),
    act: z.string(),
    entry: z.object({ month: z.string(), no: z.int(), hash: z.string() }),
    did: z.string(),
    workflow: workflow.optional(),
  }),
) {}

/** The newest entries of the operator log. `by`: an operator, by the name that the identity provider gives. */
export class LogQueryDto extends createZodDto(
  z.strictObject({
    ...{ on: z.string().max(200).optional(), by: typedText(255).optional() },
    ...{ cursor: cursor.optional(), limit },
  }),
) {}

const logEntry = z.object({
  month: z.string(),
  no: z.int(),
  at: z.string(),
  by: z.string(),
  act: z.string(),
  on: z.string(),
  why: z.string(),
  details: z.record(z.string(), z.string()),
  hash: z.string(),
});

/** What operators did, the newest first. */
export class OperatorLogDto extends createZodDto(
  z.object({ entries: z.array(logEntry), next: z.string().optional() }),
) {}

/** S20: whether the chain is whole; if not, the first entry that is not as it was written. */
export class LogVerificationDto extends createZodDto(
  z.object({
    whole: z.boolean(),
    entries: z.int(),
    months: z.int(),
    broken: z.object({ month: z.string(), no: z.int(), why: z.enum(['changed', 'number', 'link']) }).optional(),
  }),
) {}

/** X15: how far the read models are, and what waits beside them. */
export class ReadModelsDto extends createZodDto(
  z.object({
    end: z.string(),
    models: z.array(
      z.object({ model: z.string(), position: z.string().nullable(), behind: z.boolean(), lag: z.string() }),
    ),
    putAside: z.array(
      z.object({
        stream: z.string(),
        revision: z.int(),
        type: z.string(),
        cause: z.string(),
        putAsideAt: z.string(),
        models: z.array(z.string()),
        heldBack: z.int(),
      }),
    ),
  }),
) {}

const streamName = z.string().regex(/^[A-Za-z]+-[A-Za-z0-9_-]{1,120}$/);

/** A stream that waits behind an event that could not be read. */
export class PutAsideDto extends createZodDto(z.strictObject({ stream: streamName, reason })) {}

/** The event to let go of. */
export class SkipDto extends createZodDto(z.strictObject({ stream: streamName, revision: z.int().min(0), reason })) {}

/** Read models that have caught up with the stream, and those that have put it aside again. */
export class RetriedDto extends createZodDto(
  z.object({ stream: z.string(), caughtUp: z.array(z.string()), putAsideAgain: z.array(z.string()) }),
) {}

/** What is wrong now, in words, each with the command that helps. */
export class HealthDto extends createZodDto(
  z.object({
    ok: z.boolean(),
    findings: z.array(z.object({ what: z.string(), count: z.int(), words: z.string(), command: z.string() })),
  }),
) {}
