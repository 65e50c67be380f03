import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_MATRIX } from '../testing/access-matrix';
import { startBench, type Bench } from '../testing/bench';
import { DOOR_STATUS, REFUSAL_STATUS } from './http/problem-codes';
import { PROBLEM_WORDS } from './http/problem-words';
import { openApiDocument } from './openapi';

describe('the description of the api', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await startBench()));
  afterAll(() => bench.stop());

  it('committed is what the routes are: npm run openapi -w @onfile/api', () => {
    const committed = readFileSync(join(__dirname, '../openapi.json'), 'utf8');
    expect(`${JSON.stringify(openApiDocument(bench.app), undefined, 2)}\n`).toBe(committed);
  });

  it('names every route but the pages, each with an operation of its own name and the problem it may answer', () => {
    const { paths } = openApiDocument(bench.app);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { operationId: string; responses: object }>).map(
        ([method, operation]) => ({
          route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
          ...operation,
        }),
      ),
    );
    const pages = ['GET /', 'GET /returned'];
    expect(operations.map(({ route }) => route).sort()).toStrictEqual(
      Object.keys(ACCESS_MATRIX)
        .filter((route) => !pages.includes(route))
        .sort(),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { responses } of operations) expect(responses).toHaveProperty('default');
  });

  it('is served beside the pages that show it', async () => {
    const { body } = await bench.http.get('/openapi.json').expect(200);
    expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\./), info: { title: 'Onfile' } });
    const docs = await bench.http.get('/docs').expect(200);
    expect(docs.text).toContain('swagger-ui');
    expect(docs.headers['content-security-policy']).toMatch(/script-src 'self';/);
  });

  it('every code has a status, words and a next step', () => {
    const codes = [...Object.keys(REFUSAL_STATUS), ...Object.keys(DOOR_STATUS)];
    expect(Object.keys(PROBLEM_WORDS).sort()).toStrictEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
    for (const { detail, nextStep } of Object.values(PROBLEM_WORDS)) {
      expect(detail).toMatch(/^[A-Z]\S* .+/);
      expect(nextStep).toMatch(/^[A-Z]\S* .+\.$/);
    }
  });
});
