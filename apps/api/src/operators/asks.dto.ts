import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { typedText } from '../http/shapes';

const name = z.string().regex(/^\d{6}-[1-9]\d{0,6}$/);
const entry = z.object({ month: z.string(), no: z.int(), hash: z.string() });

/** An ask, by its name: `202405-7`. */
export class AskParamsDto extends createZodDto(z.strictObject({ ask: name })) {}

/** Why somebody says yes or no. It is kept for ever: no names or addresses of people in it. */
export class AskAnswerDto extends createZodDto(z.strictObject({ reason: typedText(500) })) {}

/** What was asked for, and until when another operator may say yes. */
export class AskedForDto extends createZodDto(
  z.object({ ask: z.string(), act: z.string(), on: z.string(), did: z.string(), lapsesAt: z.string(), entry }),
) {}

/** What waits for a second person, the oldest first. */
export class AsksDto extends createZodDto(
  z.object({
    entries: z.array(
      z.object({
        name: z.string(),
        act: z.string(),
        on: z.string(),
        by: z.string(),
        why: z.string(),
        details: z.record(z.string(), z.string()),
        at: z.string(),
        lapsesAt: z.string(),
      }),
    ),
  }),
) {}

/** What came of an answer, and the entry of the operator log it stands in. */
export class AnsweredAskDto extends createZodDto(
  z.object({ ask: z.string(), act: z.string(), on: z.string(), did: z.string(), entry }),
) {}
