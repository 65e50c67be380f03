import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { opaqueId, typedText } from '../http/shapes';

/** As many as one request may be about; more are asked for in several. */
const MOST = 100;

/** An act on many journeys, each under a key of its own: one that was done under it before is not done again. */
export class ManyActsDto extends createZodDto(
  z.strictObject({
    act: z.enum(['cancel', 'pause', 'resume', 'retry', 'reset']),
    reason: typedText(500),
    step: z
      .string()
      .regex(/^[a-z][a-z-]{0,30}$/)
      .optional(),
    journeys: z
      .array(z.strictObject({ journeyId: opaqueId, key: z.string().regex(/^[\x21-\x7e]{8,200}$/) }))
      .min(1)
      .max(MOST),
  }),
) {}

/** How each of them came out, in their order: what was done, and where it is noted; or why it was refused. */
export class ManyOutcomesDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        journeyId: z.string(),
        did: z.string().optional(),
        entry: z.object({ month: z.string(), no: z.int(), hash: z.string() }).optional(),
        code: z.string().optional(),
        detail: z.string().optional(),
        steps: z.array(z.string()).optional(),
      }),
    ),
  }),
) {}
