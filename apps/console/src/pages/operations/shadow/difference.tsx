import type { DifferenceLine, ShadowReport } from '@onfile/domain/what-if';
import { useState } from 'react';
import { Button } from '../../../design/button';
import { Instant } from '../parts/instant';
import { inWords } from '../words/in-words';
import { shadow } from '../words/look-back';

const LOOKS = { same: 'plain', moved: 'busy', 'recorded-only': 'bad', 'shadow-only': 'good' } as const;

/** Fact by fact: what would be different, and what the rules turn down now. */
export function Difference({ report }: { readonly report: ShadowReport }) {
  const [withSame, setWithSame] = useState(false);
  const { lines, differences, refused, assumed } = report;
  const isSame = differences === 0 && refused.length === 0;
  const shown = withSame ? lines : lines.filter(({ is }) => is !== 'same');
  return (
    <section className="panel">
      <h2>{shadow.found}</h2>
      <p role="status">{isSame ? shadow.same(lines.length) : shadow.differs(differences, lines.length)}</p>
      <ol className="small-lines">
        {shown.map((line, place) => (
          <Line key={place} line={line} />
        ))}
      </ol>
      {differences < lines.length && !withSame && (
        <div className="actions">
          <Button onPress={() => setWithSame(true)}>{shadow.showSame}</Button>
        </div>
      )}
      {refused.length > 0 && <h3>{shadow.refused}</h3>}
      <ul className="small-lines">
        {refused.map(({ at, what, code }, place) => (
          <li key={place}>
            <p>{shadow.refusedText(inWords(what), code)}</p>
            <p className="hint">
              <Instant at={at} />
            </p>
          </li>
        ))}
      </ul>
      {assumed > 0 && <p className="hint">{shadow.assumed(assumed)}</p>}
    </section>
  );
}

function Line({ line: { is, type, what, recordedAt, shadowAt } }: { readonly line: DifferenceLine }) {
  return (
    <li>
      <p className="split">
        <strong>{inWords(type)}</strong>
        <span className={`mark mark-${LOOKS[is]}`}>{shadow.is[is]}</span>
      </p>
      {what !== '' && <p>{what}</p>}
      <p className="hint">
        {recordedAt !== undefined && (
          <>
            {shadow.recorded} <Instant at={recordedAt} />
          </>
        )}
        {recordedAt !== undefined && shadowAt !== undefined && ' · '}
        {shadowAt !== undefined && (
          <>
            {shadow.wouldBe} <Instant at={shadowAt} />
          </>
        )}
      </p>
    </li>
  );
}
