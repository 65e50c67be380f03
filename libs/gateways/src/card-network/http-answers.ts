import { z } from 'zod';
import type { callJson, HttpRequest } from '../http-json';
import type { ReleaseOutcome } from './release-outcome';

const releaseShape = z.object({
  outcome: z.enum(['voided', 'refunded', 'pending', 'refused']),
  reason: z.string().optional(),
  networkCode: z.string().optional(),
});

/** Asks to give something back: a hold or a charge, by a void or a refund, as `path` says. */
export async function release(
  call: (request: HttpRequest) => ReturnType<typeof callJson>,
  path: string,
  key: string,
): Promise<ReleaseOutcome> {
  const answer = await call({ method: 'POST', path, key, body: {} });
  if (!answer.answered || answer.status >= 500) return { outcome: 'unknown' };
  const { outcome, reason, networkCode } = readAnswer(releaseShape, answer);
  if (outcome === 'pending') return { outcome };
  if (outcome === 'refused') {
    return { outcome, reason: reason === 'already-settled' ? reason : 'other', networkCode };
  }
  return { outcome: 'released' };
}

/** @throws {Error} when the gateway does not speak the agreed shape: a fault of ours or theirs, not a customer's. */
export function readAnswer<Shape extends z.ZodType>(
  shape: Shape,
  answer: { status: number; body: unknown },
): z.infer<Shape> {
  const parsed = shape.safeParse(answer.body);
  if (parsed.success && answer.status < 400) return parsed.data;
  throw new Error(`The card network answered ${answer.status} in a form that is not its own.`);
}
