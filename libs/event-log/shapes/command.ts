/**
 * `npm run generate -w @onfile/event-log`: writes `facts.json`, the shape of every fact of today, and a sample of each
 * that has none. A sample that is there is never touched: old versions must stay readable for ever.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFile, samplesFolder, shapesFile } from './files';
import { readShapes } from './read-shapes';
import { sampleOf } from './sample-of';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const shapes = readShapes();
writeFileSync(shapesFile, json(shapes));
mkdirSync(samplesFolder, { recursive: true });
let written = 0;
for (const [category, facts] of Object.entries(shapes)) {
  for (const [type, shape] of Object.entries(facts)) {
    const file = join(samplesFolder, sampleFile(category, type, shape.version));
    if (existsSync(file)) continue;
    writeFileSync(file, json(sampleOf(category, type, shape)));
    written += 1;
  }
}
console.log(`facts.json, and ${written} new samples`);
