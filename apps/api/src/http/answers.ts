import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { ZodSerializerDto, type ZodDto } from 'nestjs-zod';

/** What an answer's headers may say, as the description shows it. */
const HEADERS = {
  'Onfile-Position': {
    description: 'How far the log was; `?atLeast=` asks a view to be that fresh',
    schema: { type: 'string' as const },
  },
};

/**
 * The shape of a route's answer, for a method that returns an `Answer`. Whatever is not in the shape is cut off before
 * it leaves.
 */
export const Answers = (dto: ZodDto, ...statuses: readonly [number, ...number[]]): MethodDecorator =>
  applyDecorators(
    ZodSerializerDto(dto),
    ...statuses.map((status) =>
      ApiResponse({ status, type: dto as never, description: MEANING[status] ?? 'Done', headers: HEADERS }),
    ),
  );

const MEANING: Partial<Record<number, string>> = {
  200: 'How it is now',
  201: 'Made',
  202: 'Taken, and still under way: ask again after `Retry-After` seconds',
};

/** Describes the key that a route asks for. The key itself is read by `@Keyed()`. */
export const NeedsIdempotencyKey = (): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description:
      'A new key for a new request, the same key for a repeat: a repeat answers the same, with `Idempotency-Hit`',
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  });

/** Describes that a route tells less to those who have no use for more, such as an act on very many. */
export const TellsLessIfAsked = (): MethodDecorator =>
  ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`return=minimal`: only that it was done, not how it looks afterwards',
    schema: { type: 'string', enum: ['return=minimal'] },
  });
