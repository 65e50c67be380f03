import type { Journey } from '../../api/queries';
import { Icon } from '../../design/icon';
import { wordOf } from '../../words/result-text';
import { useWords } from '../../words/words';

/** The steps of the journey: done, now, to do, and skipped with why (R10, R13). */
export function Progress({ journey }: { readonly journey: Journey }) {
  const { journey: words } = useWords().messages;
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
              <span className="progress-note">
                {because === undefined ? words.status[status] : wordOf(words.because, because, words.status.skipped)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
