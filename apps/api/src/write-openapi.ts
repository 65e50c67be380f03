import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { ApiModule } from './app.module';
import { LocalIssuer } from './identity/local-issuer';
import { openApiDocument } from './openapi';
import type { ApiPorts } from './ports';

/** The committed description, from sources and from dist alike. */
const FILE = join(__dirname, '../openapi.json');

/**
 * `node dist/write-openapi.js` writes `apps/api/openapi.json`; with `--check` it writes nothing and exits with 1 when the
 * committed file is not what the routes are.
 */
async function main(isCheck: boolean): Promise<number> {
  const text = await describe();
  if (!isCheck) writeFileSync(FILE, text);
  else if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write('apps/api/openapi.json is not what the routes are: npm run openapi -w @onfile/api\n');
    return 1;
  }
  return 0;
}

/** The description of all routes, the local ones too. Nothing is called, so nothing has to be there. */
async function describe(): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const localIssuer = await LocalIssuer.open(
    'http://localhost',
    privateKey.export({ format: 'jwk' }),
    () => new Date(0),
  );
  const ports = { localIssuer, trustedIssuer: localIssuer.trusted(), clock: () => new Date(0) } as unknown as ApiPorts;
  const app = await NestFactory.create(ApiModule.over(ports), { logger: false, abortOnError: false });
  try {
    return `${JSON.stringify(openApiDocument(app), undefined, 2)}\n`;
  } finally {
    await app.close();
  }
}

main(process.argv.includes('--check')).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
