import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Problem } from './problem';
import { cursor, position } from './shapes';

const atLeast = position.optional();

/** The query of a view: it may ask to be at least as fresh as an earlier answer's `Onfile-Position`. */
export class FreshQueryDto extends createZodDto(z.strictObject({ atLeast })) {}

/** The query of a list in pages, newest first: after `cursor` (an earlier answer's `next`), at most `limit` entries. */
export class PageQueryDto extends createZodDto(
  z.strictObject({ atLeast, cursor: cursor.optional(), limit: z.coerce.number().int().min(1).max(100).optional() }),
) {}

/** What a view has to be able to tell, so that it can be waited for. */
interface Reached {
  reached(position: string, timeoutMs: number): Promise<boolean>;
}

/**
 * Waits until the views are as fresh as asked for.
 * @throws {Problem} `position-not-reached` when they are not within `waitMs`
 */
export async function awaitFresh(views: Reached, atLeast: string | undefined, waitMs: number): Promise<void> {
  if (atLeast === undefined || (await views.reached(atLeast, waitMs))) return;
  throw new Problem('position-not-reached', { retryAfter: 1 });
}
