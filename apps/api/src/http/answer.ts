import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';

/** What a use case answers beside its body; the headers are set in one place. */
export class Answer<Body> {
  constructor(
    readonly body: Body,
    readonly about: {
      /** 202: the journey is still at it, the body is how it stands. */
      readonly status?: 200 | 201 | 202;
      /** How far the log was when this was true; a query may ask to be at least that fresh. */
      readonly position?: string;
      /** The answer to a request that was done before. */
      readonly hit?: boolean;
      /** Where the new thing is. */
      readonly location?: string;
      /** Seconds after which it is worth looking again. */
      readonly retryAfter?: number;
    } = {},
  ) {}
}

/** Turns an `Answer` into its body and headers: `Onfile-Position`, `Idempotency-Hit`, `Location`, `Retry-After`. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next
      .handle()
      .pipe(map((value) => (value instanceof Answer ? send(value as Answer<unknown>, response) : value)));
  }
}

function send({ body, about }: Answer<unknown>, response: Response): unknown {
  const { status, position, hit, location, retryAfter } = about;
  if (status !== undefined) response.status(status);
  if (position !== undefined) response.setHeader('Onfile-Position', position);
  if (hit) response.setHeader('Idempotency-Hit', 'true');
  if (location !== undefined) response.setHeader('Location', location);
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  return body;
}
