import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ChildPlan } from './child-plan';
import { keysOf } from './keys';
import { signal } from './processes';
import { waitUntil } from './readiness';
import { type LocalApiKeys, type StackUrls, writeStackFile } from './stack-file';
import { localApiKeys, type StackMaterial, prepareExternal, stackPlan, stackUrls } from './stack-plan';
import { portsOf, type PortWish } from './stack-ports';
import { Supervisor, type TellTime } from './supervisor';

/** A loaded machine may need long for a first start; warm it takes a few seconds. */
const READY_LIMIT_MS = 120_000;

/** How a stack is wanted. */
export interface StackWish extends PortWish {
  /** Folder of all data; made if it is missing. One stack a folder. */
  readonly data: string;
  /** Variables for every app, beside those that tell it where the others are. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether Temporal's own pages are wanted. */
  readonly ui?: boolean;
  /** Starts the processes one after the other and tells what each took: for benchmarks, since it takes longer. */
  readonly inTurn?: TellTime;
  /** Told what is going on, a line at a time. */
  readonly tell?: (line: string) => void;
  /** Breaks off the start: what has been started is ended again. */
  readonly signal?: AbortSignal;
}

/** A stack that runs. */
export interface Stack {
  readonly data: string;
  readonly urls: StackUrls;
  /** Process ids by name, as they are now: another one after each restart. */
  readonly pids: Readonly<Record<string, number>>;
  readonly apiKeys: LocalApiKeys;
  /** Sends a signal to a process, SIGKILL unless said otherwise; what dies is started again. Answers whether it ran. */
  kill(child: string, signalName?: NodeJS.Signals): boolean;
  /** Waits until every process, or the named one, is ready. @throws when one is not in time */
  ready(child?: string): Promise<void>;
  /** Ends every process; the data stay. */
  stop(): Promise<void>;
}

/**
 * Starts all of Onfile with its data in one folder, and answers when every part is ready. Ends with this process,
 * however that ends.
 * @throws {FolderInUse} when another stack runs on the folder; Error when a part does not get ready
 */
export async function startStack(wish: StackWish): Promise<Stack> {
  const folder = resolve(wish.data);
  // Others may pass through to what is theirs (PostgreSQL's user), but not look around.
  await mkdir(join(folder, 'logs'), { recursive: true, mode: 0o711 });
  const { env = {}, ui = false, tell = () => undefined, signal: stop, inTurn } = wish;
  return startWith(folder, { tell, signal: stop, inTurn }, async () => {
    const ports = await portsOf(folder, wish);
    const material: StackMaterial = { folder, ports, keys: keysOf(folder), env, ui, tell };
    if (!(await waitUntil(() => prepareExternal(material), READY_LIMIT_MS))) {
      throw new Error(`Temporal at ${env['TEMPORAL_ADDRESS']} does not answer`);
    }
    return { plans: await stackPlan(material), urls: stackUrls(material), apiKeys: localApiKeys(material) };
  });
}

/** What a stack consists of, once its folder is taken. */
export interface StackParts {
  readonly plans: readonly ChildPlan[];
  readonly urls: StackUrls;
  readonly apiKeys: LocalApiKeys;
}

/** Takes the folder, has the parts told, and starts them. The folder is given back when anything fails. */
export async function startWith(
  folder: string,
  { tell = () => undefined, signal: breakOff, inTurn }: Pick<StackWish, 'tell' | 'signal' | 'inTurn'>,
  parts: () => Promise<StackParts>,
): Promise<Stack> {
  const supervisor = new Supervisor(folder);
  supervisor.on('news', tell);
  const stop = (): void => void supervisor.stop();
  breakOff?.addEventListener('abort', stop);
  try {
    await supervisor.takeFolder();
    breakOff?.throwIfAborted();
    const { plans, urls, apiKeys } = await parts();
    const describe = (): void => writeStackFile(folder, { urls, pids: supervisor.pids, apiKeys });
    supervisor.on('changed', describe);
    tell(`starting ${plans.map(({ name }) => name).join(', ')} …`);
    if (inTurn) await supervisor.startInTurn(plans, READY_LIMIT_MS, inTurn);
    else await supervisor.startAll(plans);
    await allReady(supervisor, folder);
    breakOff?.throwIfAborted();
    return stackOf(supervisor, folder, { urls, apiKeys });
  } catch (error) {
    await supervisor.stop();
    throw error;
  } finally {
    breakOff?.removeEventListener('abort', stop);
  }
}

function stackOf(supervisor: Supervisor, folder: string, told: Pick<Stack, 'urls' | 'apiKeys'>): Stack {
  return {
    data: folder,
    ...told,
    get pids() {
      return supervisor.pids;
    },
    kill: (child, name = 'SIGKILL') => {
      const pid = supervisor.pids[child];
      return pid !== undefined && signal(pid, name);
    },
    ready: (child) => allReady(supervisor, folder, child),
    stop: () => supervisor.stop(),
  };
}

async function allReady(supervisor: Supervisor, folder: string, only?: string): Promise<void> {
  const late = await supervisor.waitUntilReady(READY_LIMIT_MS, only);
  const [first] = late;
  if (first === undefined) return;
  const log = join(folder, 'logs', `${first}.log`);
  const tail = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-10).join('\n  ');
  throw new Error(`not ready after ${READY_LIMIT_MS / 1000} s: ${late.join(', ')}. The end of ${log}:\n  ${tail}`);
}
