import { join } from 'node:path';

/** The shapes of all facts, as they were when this was committed. */
export const shapesFile: string = join(__dirname, '../facts.json');
/** One file for every version of every fact that was ever written. */
export const samplesFolder: string = join(__dirname, '../samples');

/** Name of a sample's file. */
export const sampleFile = (category: string, type: string, version: number): string =>
  `${category}.${type}.v${version}.json`;
