import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sync as writeWhole } from 'write-file-atomic';
import { choosePorts, isFree } from './ports';

const NAMES = [
  'api',
  'bank',
  'bankMail',
  'worker',
  'projector',
  'eventLog',
  'eventLogMetrics',
  'temporal',
  'temporalUi',
  'postgres',
] as const;

/** A port of its own for each part of the stack. */
export type StackPorts = Readonly<Record<(typeof NAMES)[number], number>>;

/** The api's port, if it matters. */
export interface PortWish {
  /** This one or none. */
  readonly port?: number;
  /** This one at the first start, where it is free. */
  readonly usualPort?: number;
}

/**
 * The ports of the last run on this folder, as far as they are still free, and free ones for the others.
 * @throws when the wished port is taken
 */
export async function portsOf(folder: string, { port: wish, usualPort }: PortWish): Promise<StackPorts> {
  const file = join(folder, 'ports.json');
  const before = lastOf(file) ?? { api: usualPort };
  if (wish !== undefined && !(await isFree(wish))) {
    throw new Error(`Port ${wish} is taken by another program; choose another one by --port N.`);
  }
  const ports = await choosePorts(NAMES, { ...before, ...(wish === undefined ? {} : { api: wish }) });
  writeWhole(file, `${JSON.stringify(ports)}\n`);
  return ports;
}

/** A list that can not be read says no more than none: ports are found anew, and nothing else depends on it. */
function lastOf(file: string): Partial<StackPorts> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackPorts;
  } catch {
    return undefined;
  }
}
