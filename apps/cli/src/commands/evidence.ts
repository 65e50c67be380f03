import { answered } from '@onfile/api-client';
import { brokenEvidence, evidenceDocument, type EvidencePack, notInLog } from '@onfile/domain/evidence';
import type { Command } from 'commander';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callOf, type Call, type Context, voiceOf } from '../context';
import { UsageError } from '../exit-codes';

type Kind = EvidencePack['about']['kind'];

/** `onfile evidence bill | card | verify`: what the log says about one, in a chain of hashes (X10). */
export function addEvidence(program: Command, context: Context): void {
  const group = program.command('evidence').description('packs of evidence for a dispute: make one, verify one');
  for (const kind of ['bill', 'card'] as const) {
    group
      .command(kind)
      .argument('<id>', `id of a ${kind}`)
      .option('--out <folder>', 'where the pack goes', '.')
      .description(`facts, consents, bank answers of a ${kind}, as JSON and as a document`)
      .action(async (id: string, { out }: { out: string }, command: Command) => {
        const call = await callOf(context, command, 'read');
        const pack = await packOf(call, kind, id);
        const files = write(pack, out);
        call.show({ ...files, ...pack.seal }, () =>
          [
            `${pack.seal.entries} facts about ${kind} ${id}, sealed with ${pack.seal.last}:`,
            files.json,
            files.html,
          ].join('\n'),
        );
      });
  }

  group
    .command('verify')
    .argument('<file>', 'a pack, as JSON')
    .option('--log', 'also compare each entry with the log as it is now')
    .description('is a pack as it was made? If not, which entry is the first that is not')
    .action(async (file: string, { log }: { log?: boolean }, command: Command) => {
      const { pack, broken } = readPack(file);
      const { kind, id } = pack.about;
      const compare = async () => notInLog(pack, await packOf(await callOf(context, command, 'read'), kind, id));
      const missing = log && !broken ? await compare() : undefined;
      const voice = voiceOf(context, command);
      if (broken || missing !== undefined) voice.notWell();
      const found = {
        whole: !broken,
        ...pack.seal,
        ...(broken && { broken }),
        ...(log && !broken && { notInLog: missing ?? null }),
      };
      voice.show(found, () => told(pack, broken, log === true, missing));
    });
}

async function packOf({ client }: Call, kind: Kind, id: string): Promise<EvidencePack> {
  return kind === 'bill'
    ? answered(client.GET('/v1/operations/bills/{billId}/evidence', { params: { path: { billId: id } } }))
    : answered(client.GET('/v1/operations/cards/{cardId}/evidence', { params: { path: { cardId: id } } }));
}

function write(pack: EvidencePack, out: string): { json: string; html: string } {
  const name = `evidence-${pack.about.kind}-${pack.about.id}`;
  const [json, html] = [join(out, `${name}.json`), join(out, `${name}.html`)];
  mkdirSync(out, { recursive: true });
  writeFileSync(json, `${JSON.stringify(pack, undefined, 2)}\n`);
  writeFileSync(html, evidenceDocument(pack));
  return { json, html };
}

/** A pack, and what is wrong with it. @throws {UsageError} for what is no pack, or has entries that are none */
function readPack(file: string): { pack: EvidencePack; broken: ReturnType<typeof brokenEvidence> } {
  try {
    const pack = JSON.parse(readFileSync(file, 'utf8')) as EvidencePack;
    if (pack.version === 1 && Array.isArray(pack.entries) && pack.about && pack.seal)
      return { pack, broken: brokenEvidence(pack, hashOf) };
  } catch {
    // Told below.
  }
  throw new UsageError(`${file} is no pack of evidence`);
}

const hashOf = (content: string): string => createHash('sha256').update(content).digest('base64url');

const BROKEN = {
  changed: 'it is not what was made',
  number: 'an entry before it is missing, or one was put in',
  link: 'the entry before it is not the one it was made after',
  seal: 'entries at the end are missing, or were put in',
  findings: 'what is said of the entries does not follow from them',
} as const;

function told(
  { about, seal }: EvidencePack,
  broken: ReturnType<typeof brokenEvidence>,
  wasCompared: boolean,
  missing: number | undefined,
): string {
  if (broken) return `BROKEN at entry ${broken.no}: ${BROKEN[broken.why]}.`;
  if (missing !== undefined) return `The chain holds, but entry ${missing} is not what the log says.`;
  const compared = wasCompared ? ' The log has every one of them.' : '';
  return `Whole: ${seal.entries} entries about ${about.kind} ${about.id}, each as it was made.${compared}`;
}
