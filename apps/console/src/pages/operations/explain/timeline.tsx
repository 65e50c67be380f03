import { useWords } from '../../../words/words';
import { Id } from '../parts/id';
import { Instant, utc } from '../parts/instant';
import type { Fact } from '../queries';
import { explain } from '../words/explain';
import { inWords } from '../words/in-words';
import { words } from '../words/words';

/** The facts of the log, each with when, where in the log, and what it tells. */
export function Timeline({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <ol className="trail">
      {facts.map((fact) => (
        <li key={`${fact.type} ${fact.position} ${fact.revision}`}>
          <p className="line-title">{inWords(fact.type)}</p>
          <Told fact={fact} />
          <p className="hint">
            {explain.by(fact.by)} · <Instant at={fact.at} /> · {words.common.position.toLowerCase()} {fact.position} ·{' '}
            {words.common.revision.toLowerCase()} {fact.revision}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Told({ fact: { details, networkCode, key } }: { readonly fact: Fact }) {
  const { formats } = useWords();
  const { minor, currency, ...others } = details;
  const known = Object.entries(others).filter(([, value]) => typeof value !== 'object' || value.length > 0);
  const told = known.map(([name, value]) => `${inWords(name).toLowerCase()} ${textOf(value)}`);
  if (typeof minor === 'number' && typeof currency === 'string') told.unshift(formats.money({ currency, minor }));
  if (networkCode !== undefined) told.push(`${words.common.bankCode.toLowerCase()} ${networkCode}`);
  return (
    <>
      {told.length > 0 && <p>{told.join(' · ')}</p>}
      {key !== undefined && (
        <p className="hint">
          {words.common.key} <Id>{key}</Id>
        </p>
      )}
    </>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function textOf(value: string | number | readonly string[]): string {
  if (typeof value === 'object') return value.join(', ');
  const text = String(value);
  return INSTANT.test(text) ? utc(text) : text;
}
