import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import type { LogEntry } from '../queries';
import { log } from '../words/care';
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
            <strong>{actOf(act, details['act'])}</strong>
            {Object.entries(details)
              .filter(([name]) => name !== 'act')
              .map(([name, value]) => (
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

/** An answer or an ask names the act that it is about. */
const actOf = (act: string, about: string | undefined): string =>
  about === undefined ? inWords(act) : `${log.answers[act] ?? inWords(act)}: ${inWords(about).toLowerCase()}`;
