import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { DOOR_STATUS, REFUSAL_STATUS } from './http/problem-codes';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The api's description, made from the routes and their shapes. `apps/api/openapi.json` is this, committed. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Onfile')
    .setDescription(
      'Credit cards on file: add a card, see the cards and their history. Errors are RFC 9457 problems with a stable `code`.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  return withProblems(cleanupOpenApiDoc(SwaggerModule.createDocument(app, config)));
}

/** Every route may answer a problem: one shape, and the list of its codes. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const problem = { $ref: '#/components/schemas/Problem' };
  const answer = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: problem } } };
  const paths = mapValues(document.paths, (path) =>
    mapValues(path as Record<string, Operation>, (operation) => ({
      ...operation,
      responses: { ...operation.responses, default: answer },
    })),
  );
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  return { ...document, paths, components: { ...document.components, schemas } };
}

const text = { type: 'string' };
const whole = { type: 'integer' };

/** `problemBody` as a schema. */
const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'nextStep'],
  properties: {
    ...{ type: text, title: text, status: whole, detail: text },
    code: { type: 'string', enum: [...Object.keys(REFUSAL_STATUS), ...Object.keys(DOOR_STATUS)].sort() },
    nextStep: { type: 'string', description: 'What to do about it' },
    retryAfter: { type: 'integer', description: 'Seconds after which the same request may succeed' },
    retryAt: { type: 'string', description: 'The instant from which the same request may succeed' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'message'], properties: { field: text, message: text } },
    },
    ...{ journeyId: text, step: text, field: text, region: text, limit: whole, triesLeft: whole },
  },
};

const mapValues = <Value, Mapped>(
  record: Record<string, Value>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
