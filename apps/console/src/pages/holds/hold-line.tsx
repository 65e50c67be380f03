import { Icon } from '../../design/icon';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';
import type { Journey } from '../../api/queries';

/** The $1 behind a card: where it is, and by when the bank shows it (R25). */
export function HoldLine({ hold }: { readonly hold: NonNullable<Journey['hold']> }) {
  const { messages, formats } = useWords();
  const { holds } = messages;
  const isBack = hold.status === 'voided' || hold.status === 'refunded';
  return (
    <p className="hold-line" role="status">
      <Icon name={isBack ? 'check' : 'clock'} />
      <span>
        <strong>{formats.money(hold.amount)}</strong> · {wordOf(holds.states, hold.status)}
        {hold.bankShowsBy !== undefined && <> · {holds.bankShowsBy(formats.date(hold.bankShowsBy))}</>}
      </span>
    </p>
  );
}
