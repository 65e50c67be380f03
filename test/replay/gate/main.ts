import { readSettings } from '@onfile/settings';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { workflowBundle } from '../../workflows/bench/workflow-bundle';
import { replayOnAllCores, type Broken } from './replay-on-all-cores';
import { fromFiles, fromTemporal, isEncrypted, OPEN } from './sources';

/** X14: see infra/scripts/deploy-gate.mjs. */
const EXIT = { fine: 0, wouldBreak: 1, usage: 2, unreadable: 4 } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: {
      query: { type: 'string' },
      bundle: { type: 'string' },
      cores: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const missing = [...files, ...(values.bundle ? [values.bundle] : [])].filter((file) => !existsSync(file));
  if (missing.length > 0) return (say(`there is no file ${missing.join(', ')}`), EXIT.usage);
  const cores = Number(values.cores ?? availableParallelism());
  if (!Number.isInteger(cores) || cores < 1) return (say('--cores takes a whole number'), EXIT.usage);
  const bundle = values.bundle ?? (await ownBundle());
  const secretsFile = process.env['ONFILE_SECRETS_FILE'];
  if (secretsFile === undefined && files.some(isEncrypted))
    return (say('the histories are encrypted: ONFILE_SECRETS_FILE, or an export with --decoded'), EXIT.unreadable);
  const gate = { bundle, ...(secretsFile !== undefined && { secretsFile }) };
  if (files.length > 0) return told(await replayed(gate, fromFiles(files), files.length, cores), values.json);
  const { temporal, secrets } = readSettings(process.env, ['temporal', 'secrets']);
  const open = await fromTemporal({ ...temporal, payloadKeys: secrets.payloadKeys }, values.query ?? OPEN);
  try {
    return told(await replayed(gate, open.histories, open.count, cores), values.json);
  } finally {
    await open.close();
  }
}

async function ownBundle(): Promise<string> {
  const made = await workflowBundle();
  if (!('codePath' in made)) throw new Error('the bundle has no file');
  return made.codePath;
}

type Found = { readonly seen: number; readonly broken: readonly Broken[] };

async function replayed(
  gate: Parameters<typeof replayOnAllCores>[0],
  histories: Parameters<typeof replayOnAllCores>[1],
  count: number,
  cores: number,
): Promise<Found> {
  const broken: Broken[] = [];
  let seen = 0;
  const step = Math.max(1, Math.floor(count / 20));
  await replayOnAllCores(gate, histories, cores, (one) => {
    seen += 1;
    if (one.broken) broken.push({ workflowId: one.workflowId, ...one.broken });
    if (seen % step === 0) process.stderr.write(`replayed ${seen} of ${count}, ${broken.length} would break\n`);
  });
  return { seen, broken };
}

function told({ seen, broken }: Found, asJson = false): number {
  const code = broken.length > 0 ? EXIT.wouldBreak : EXIT.fine;
  if (asJson) return (say(JSON.stringify({ replayed: seen, wouldBreak: broken })), code);
  for (const { workflowId, kind, eventId, why } of broken) {
    say(
      `WOULD BREAK ${workflowId}${eventId === undefined ? '' : ` at event ${eventId}`}: ${kind}: ${why.split('\n')[0]}`,
    );
  }
  say(`${seen} histories replayed, ${broken.length} would break.`);
  return code;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : 'failed';
    say(message);
    process.exit((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') ? EXIT.usage : EXIT.unreadable);
  },
);
