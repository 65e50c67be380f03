import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { opaqueId, typedText } from '../http/shapes';

const model = z.string().regex(/^[a-z][a-z-]{1,40}$/);

/** A read model, by its name. */
export class ReadModelParamsDto extends createZodDto(z.strictObject({ model })) {}

/** A rebuild, by its id. */
export class RebuildParamsDto extends createZodDto(z.strictObject({ id: opaqueId })) {}

/** Why it is filled anew; `compareOnly`: the live rows stay as they are. */
export class StartRebuildDto extends createZodDto(
  z.strictObject({ reason: typedText(500), compareOnly: z.boolean().optional() }),
) {}

/** How many rows are taken by chance. */
export class SampleQueryDto extends createZodDto(
  z.strictObject({ sample: z.coerce.number().int().min(1).max(2_000).default(200) }),
) {}

const rebuild = z.object({
  id: z.string(),
  model: z.string(),
  compareOnly: z.boolean(),
  by: z.string(),
  state: z.enum(['waiting', 'filling', 'done', 'failed']),
  askedAt: z.string(),
  endedAt: z.string().optional(),
  events: z.int(),
  position: z.string(),
  goal: z.string(),
  outcome: z
    .object({
      equal: z.boolean(),
      rows: z.object({ live: z.int(), rebuilt: z.int() }),
      onlyLive: z.int(),
      onlyRebuilt: z.int(),
      swapped: z.boolean(),
    })
    .optional(),
  failure: z.string().optional(),
});

/** A rebuild, and how far it is: `position` of the log on the way to `goal`. */
export class RebuildDto extends createZodDto(rebuild) {}

/** The newest rebuilds. */
export class RebuildsDto extends createZodDto(z.object({ entries: z.array(rebuild) })) {}

/** Rows taken by chance, against what the log makes of them: equal digests, equal rows. */
export class SampleVerdictDto extends createZodDto(
  z.object({
    model: z.string(),
    sampled: z.int(),
    equal: z.boolean(),
    differing: z.array(z.string()),
    digests: z.object({ live: z.string(), rebuilt: z.string() }),
  }),
) {}
