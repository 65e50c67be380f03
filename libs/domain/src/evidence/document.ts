import type { EvidenceFinding } from './findings';
import type { EvidencePack } from './pack';

/**
 * X10: a pack as a page that anybody can read and print: what was agreed to, what the banks said, what money moved, and
 * every entry with its hash. Amounts in the smallest unit of their currency; instants in UTC. No script, nothing loaded.
 */
export function evidenceDocument(pack: EvidencePack): string {
  const { about, madeAt, entries, seal } = pack;
  const { consents, bankAnswers, money } = pack.findings;
  const title = `Evidence about ${about.kind} ${about.id}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${text(title)}</h1>
<p>Account ${text(about.accountId)}. Made ${instant(madeAt)}. ${seal.entries} facts, as they stand in the log of Onfile.</p>
<p>Names, addresses, card numbers, security codes and tokens are no part of it. Amounts count the smallest unit of their
currency: USD 100 is one dollar.</p>
${section('What the customer agreed to', consents)}
${section('What the banks said', bankAnswers)}
${section('What money was asked for and moved', money)}
<h2>Every fact</h2>
<p>Each entry names the hash of the one before it: taking one out, or changing one, breaks the chain.
<code>onfile evidence verify</code> computes it anew.</p>
<table>
<thead><tr><th scope="col">No</th><th scope="col">At</th><th scope="col">Fact</th><th scope="col">Stream, revision, position</th>
<th scope="col">By</th><th scope="col">Content</th><th scope="col">Hash</th></tr></thead>
<tbody>
${entries
  .map(
    ({ no, at, type, stream, revision, position, by, data, hash }) =>
      `<tr id="entry-${no}"><td>${no}</td><td>${instant(at)}</td><td>${text(type)}</td>` +
      `<td>${text(stream)}, ${revision}, ${text(position)}</td><td>${text(by)}</td>` +
      `<td><code>${text(JSON.stringify(data))}</code></td><td><code>${text(hash)}</code></td></tr>`,
  )
  .join('\n')}
</tbody>
</table>
<p>Sealed with <code>${text(seal.last)}</code>.</p>
</main>
</body>
</html>
`;
}

function section(title: string, findings: readonly EvidenceFinding[]): string {
  const lines = findings.map(
    ({ no, at, words }) => `<li><time>${instant(at)}</time> ${text(words)} <a href="#entry-${no}">entry ${no}</a></li>`,
  );
  return `<h2>${text(title)}</h2>\n${lines.length > 0 ? `<ol>\n${lines.join('\n')}\n</ol>` : '<p>Nothing.</p>'}`;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem}
table{border-collapse:collapse;font-size:.8rem;width:100%}th,td{border:1px solid #888;padding:.3rem;text-align:left;vertical-align:top}
code{overflow-wrap:anywhere}time{font-variant-numeric:tabular-nums}`;

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (content: string): string => content.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? '');
const instant = (iso: string): string => text(`${iso.slice(0, 19).replace('T', ' ')} UTC`);
