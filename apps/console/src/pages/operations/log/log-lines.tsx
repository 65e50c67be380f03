import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import type { LogEntry } from '../queries';
import { inWords } from '../words/in-words';
import { words } from '../words/words';
import { PageOf } from './page-of';

/** Entries of the operator log: who did what, when, on what, and why. */
export function LogLines({
  entries,
  withThing,
}: {
  readonly entries: readonly LogEntry[];
  readonly withThing?: boolean;
}) {
  return (
    <ol className="small-lines">
      {entries.map(({ month, no, at, by, act, on, why, details }) => (
        <li key={`${month}/${no}`}>
          <p>
            <strong>{inWords(act)}</strong>
            {Object.entries(details).map(([name, value]) => (
              <span key={name}>
                {' '}
                · {inWords(name).toLowerCase()} {value}
              </span>
            ))}
            {withThing && (
              <>
                {' '}
                · <PageOf on={on} />
              </>
            )}
          </p>
          <p>“{why}”</p>
          <p className="hint">
            {by} · <Instant at={at} /> · <Id>{words.common.logEntry(month, no)}</Id>
          </p>
        </li>
      ))}
    </ol>
  );
}
