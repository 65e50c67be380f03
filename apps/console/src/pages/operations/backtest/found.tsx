import type { Backtest, BillTotals } from '@onfile/domain/what-if';
import { useWords } from '../../../words/words';
import { Facts } from '../parts/facts';
import { Nothing } from '../parts/nothing';
import { backtest } from '../words/backtest';

const SIDES = ['recorded', 'baseline', 'least', 'most'] as const;
const COUNTS = ['tries', 'limitsHit', 'blocked', 'restricted', 'suspended', 'assumed'] as const;
const HOUR_MS = 3_600_000;

/** What a backtest found: as it went, by the rules of now, and by the plan at least and at most. */
export function Found({ found }: { readonly found: Backtest }) {
  const { recorded, faithful, skipped } = found;
  if (recorded.bills === 0) return <Nothing title={backtest.none} />;
  return (
    <section className="stack" aria-live="polite">
      <h2>{backtest.found}</h2>
      <div className="beside">
        {SIDES.map((side) => (
          <Side key={side} title={backtest.head[side]} totals={found[side]} />
        ))}
      </div>
      <p className="hint">{backtest.faithful(faithful, recorded.bills)}</p>
      {skipped > 0 && <p className="hint">{backtest.skipped(skipped)}</p>}
    </section>
  );
}

function Side({ title, totals }: { readonly title: string; readonly totals: BillTotals }) {
  const { formats } = useWords();
  const { rows } = backtest;
  const { paid, bills, recovered, waitedMs } = totals;
  const money = Object.entries(recovered).map(([currency, minor]) => formats.money({ currency, minor }));
  return (
    <section className="panel">
      <h3>{title}</h3>
      <Facts
        rows={[
          [rows.paid, `${paid} / ${bills}`],
          [rows.recovered, money.length === 0 ? '0' : money.join(', ')],
          [rows.hours, paid === 0 ? '–' : (waitedMs / paid / HOUR_MS).toFixed(1)],
          ...COUNTS.map((name) => [rows[name], totals[name]] as const),
        ]}
      />
    </section>
  );
}
