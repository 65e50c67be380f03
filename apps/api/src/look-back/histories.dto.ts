import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { typedText } from '../http/shapes';

const workflowId = z.string().regex(/^[A-Za-z0-9_/:.-]{1,250}$/);
const runId = z.string().regex(/^[A-Za-z0-9-]{1,80}$/);

/** Which workflows, in the words of Temporal's own lists; all open ones without any. */
export class WorkflowsQueryDto extends createZodDto(
  z.strictObject({
    query: z.string().min(1).max(2_000).optional(),
    cursor: z
      .string()
      .max(4_000)
      .regex(/^[A-Za-z0-9_-]+$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
) {}

/** Runs of workflows, in the engine's own order. */
export class WorkflowsDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        workflowId: z.string(),
        runId: z.string(),
        type: z.string(),
        status: z.string(),
        startedAt: z.string(),
        closedAt: z.string().optional(),
      }),
    ),
    next: z.string().optional(),
  }),
) {}

/** Which run; the newest one of the workflow without `runId`. */
export class HistoryQueryDto extends createZodDto(z.strictObject({ workflowId, runId: runId.optional() })) {}

/** Which run is read in clear, and why. It is kept for ever: no names or addresses of people in it. */
export class ReadInClearDto extends createZodDto(
  z.strictObject({ workflowId, runId: runId.optional(), reason: typedText(500) }),
) {}

/** The history of one run, as Temporal's own tools write and read it. */
export class HistoryDto extends createZodDto(
  z.object({
    workflowId: z.string(),
    runId: z.string(),
    history: z.object({ events: z.array(z.record(z.string(), z.unknown())) }),
  }),
) {}
