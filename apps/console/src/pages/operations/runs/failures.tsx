import { Link } from 'react-router';
import type { OneRun } from '../queries';
import { runs } from '../words/bills';
import { inWords } from '../words/in-words';

const SHOWN = 10;

/** What failed for a fault of ours, by cause, with the accounts that it happened to. */
export function Failures({ run: { failed } }: { readonly run: OneRun }) {
  const causes = new Map<string, OneRun['failed']>();
  for (const one of failed) causes.set(one.cause, [...(causes.get(one.cause) ?? []), one]);
  return (
    <section className="panel">
      <h2>{runs.failures}</h2>
      {failed.length === 0 && <p className="hint">{runs.noFailures}</p>}
      <ul className="small-lines">
        {[...causes].map(([cause, accounts]) => (
          <li key={cause}>
            <p>
              <strong>{inWords(cause)}</strong> · {runs.accountsOf(accounts.length)}
            </p>
            <ul className="id-list">
              {accounts.slice(0, SHOWN).map(({ accountId }) => (
                <li key={accountId}>
                  <Link to={`/operations/accounts/${accountId}`}>{accountId}</Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
