import { Catch, Inject, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { FactUnreadable } from '@onfile/event-log';
import type { Response } from 'express';
import { CLOCK } from '../tokens';
import type { Clock } from './clock';
import { problemBody } from './problem';
import { problemOf } from './problem-of';

/** Answers every error as an RFC 9457 problem with a stable code. */
@Catch()
export class ProblemsFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');
  constructor(@Inject(CLOCK) private readonly now: Clock) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOf(error);
    const body = problemBody(problem.code, problem.details, this.now());
    // An error's own words may quote data of people: only its kind and where it was thrown are logged.
    if (body.status >= 500) {
      this.logger.error({ code: body.code, kind: kindOf(error), where: stackOf(error), ...factOf(error) });
    }
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    if (body.retryAfter !== undefined) response.setHeader('Retry-After', String(body.retryAfter));
    if (body.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.setHeader('Cache-Control', 'no-store');
    response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  }
}

/** Which fact can not be read: its place, never its content. */
const factOf = (error: unknown) => (error instanceof FactUnreadable ? { fact: error.place } : {});

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const stackOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 8)
    : [];
