import type { Journey } from '../../api/queries';
import { Icon } from '../../design/icon';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';

type Standing = Pick<Journey['steps'][number], 'status' | 'because'>;

/** The steps of the journey: done, now, to do, and skipped with why (R10, R13). */
export function Progress({ journey }: { readonly journey: Journey }) {
  const { journey: words } = useWords().messages;
  const noteOf = ({ status, because }: Standing) => {
    if (because !== undefined) return wordOf(words.because, because, words.status.skipped);
    return words.status[status === 'todo' && journey.state !== 'open' ? 'missed' : status];
  };
  const now = journey.steps.findIndex(({ status }) => status === 'current');
  return (
    <nav aria-label={words.title} className="progress">
      {now >= 0 && <p className="progress-short">{words.progress(now + 1, journey.steps.length)}</p>}
      <ol>
        {journey.steps.map(({ step, status, because }, place) => (
          <li key={step} className={`progress-${status}`} aria-current={status === 'current' ? 'step' : undefined}>
            <span className="progress-mark" aria-hidden>
              {status === 'done' ? <Icon name="check" /> : status === 'skipped' ? <Icon name="skip" /> : place + 1}
            </span>
            <span className="progress-text">
              <span>{words.steps[step]}</span>
              <span className="progress-note">{noteOf({ status, because })}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
