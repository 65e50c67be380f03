import { useWords } from '../../../words/words';
import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import type { Explained } from '../queries';
import { explain } from '../words/explain';
import { inWords } from '../words/in-words';
import { words } from '../words/words';

/** X2: each movement of the money of a hold, and what the bank holds after it. */
export function HoldLedger({ ledger }: Pick<Explained, 'ledger'>) {
  const { formats } = useWords();
  return (
    <ol className="small-lines">
      {ledger.map(({ at, what, key, amount, held }, place) => (
        <li key={place}>
          <p className="split">
            <span>
              <strong>{inWords(what)}</strong>
              {amount !== undefined && <> · {formats.money(amount)}</>}
            </span>
            <span>{explain.held(held === 'unknown' ? explain.heldUnknown : formats.money(held))}</span>
          </p>
          <p className="hint">
            <Instant at={at} /> · {words.common.key} <Id>{key}</Id>
          </p>
        </li>
      ))}
    </ol>
  );
}
