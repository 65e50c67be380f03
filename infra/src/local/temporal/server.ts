import { searchAttributes } from '@onfile/temporal';
import { Connection } from '@temporalio/client';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildPlan } from '../child-plan';

const NAMESPACE = 'default';

/** Doubles the file database's speed and, by SQLite's rules, still survives a killed process. */
const PRAGMAS = ['journal_mode=wal', 'synchronous=1'];

/** The server's own limits are for many tenants; here one stack has it alone. Its tests skip time and pause workflows. */
const DYNAMIC_CONFIG = [
  ...['frontend.rps', 'frontend.namespaceRPS', 'matching.rps', 'history.rps'].map((key) => `${key}=100000`),
  ...['transfer', 'timer', 'visibility'].map((queue) => `history.${queue}ProcessorMaxPollRPS=100000`),
  'frontend.WorkflowTimeSkippingEnabled=true',
  'frontend.WorkflowPauseEnabled=true',
];

/** Where Temporal's server listens, and where its database is. */
export interface TemporalPlace {
  /** The `temporal` program. */
  readonly program: string;
  /** Folder of the database file. */
  readonly folder: string;
  readonly port: number;
  /** Port of the web pages; without one there are none, which saves memory. */
  readonly uiPort?: number;
}

/** Temporal's server as a process of the stack: file database, our search attributes, no limits in the way. */
export async function temporalServer({ program, folder, port, uiPort }: TemporalPlace): Promise<ChildPlan> {
  await mkdir(folder, { recursive: true });
  const listen = ['--ip', '127.0.0.1', '--port', String(port)];
  return {
    name: 'temporal',
    command: program,
    args: [
      ...['server', 'start-dev', '--log-level', 'warn', '--namespace', NAMESPACE, ...listen],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      ...['--db-filename', join(folder, 'temporal.sqlite')],
      ...PRAGMAS.flatMap((pragma) => ['--sqlite-pragma', pragma]),
      ...DYNAMIC_CONFIG.flatMap((setting) => ['--dynamic-config-value', setting]),
      ...Object.entries(wantedAttributes()).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
    env: {},
    ready: () => temporalReady(`127.0.0.1:${port}`),
  };
}

/**
 * Whether a Temporal server answers and knows our search attributes; tells it those it does not know yet.
 * @throws when it can not be reached
 */
export async function temporalReady(address: string, namespace = NAMESPACE): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    const known = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(wantedAttributes()).filter(([name]) => !(name in known.customAttributes));
    if (missing.length === 0) return true;
    const types = Object.fromEntries(missing.map(([name, type]) => [name, ATTRIBUTE_TYPES[type]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types });
    return false;
  } finally {
    await connection.close();
  }
}

/** Numbers of the types in Temporal's protocol (IndexedValueType). */
const ATTRIBUTE_TYPES = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

type AttributeType = keyof typeof ATTRIBUTE_TYPES;

const TYPE_NAMES: Readonly<Record<string, AttributeType>> = {
  TEXT: 'Text',
  KEYWORD: 'Keyword',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
};

function wantedAttributes(): Record<string, AttributeType> {
  return Object.fromEntries(
    Object.values(searchAttributes).map(({ name, type }) => [name, TYPE_NAMES[type] ?? 'Keyword']),
  );
}
