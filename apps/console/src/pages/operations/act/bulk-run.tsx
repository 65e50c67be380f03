import { Link } from 'react-router';
import { ProgressBar } from 'react-aria-components';
import { Button } from '../../../design/button';
import { Problem } from '../../../design/notice';
import { acts, bulk } from '../words/explain';
import { words } from '../words/words';
import { BulkPreview } from './bulk-preview';
import { type Batch, type Progress, useBulk } from './use-bulk';

/** A batch that was counted: what it would do, the word to do it, how far it is, and what it did. */
export function BulkRun({ batch, onBack }: { readonly batch: Batch; readonly onBack: () => void }) {
  const { progress, run, stop } = useBulk();
  const { ids, act } = batch;
  const gone = progress.done + progress.refused;
  const isBegun = progress.isRunning || gone > 0;
  const left = ids.length - gone;
  return (
    <section className="panel">
      <h2>{bulk.wouldDo(acts.names[act], ids.length)}</h2>
      {!isBegun && <BulkPreview ids={ids} step={batch.step} />}
      {isBegun && <HowFar progress={progress} all={ids.length} />}
      <Problem error={progress.error} />
      <div className="actions">
        {progress.isRunning ? (
          <Button onPress={stop}>{bulk.stop}</Button>
        ) : (
          left > 0 && (
            <Button
              look={act === 'cancel' || act === 'terminate' ? 'danger' : 'primary'}
              onPress={() => void run(batch)}
            >
              {isBegun ? bulk.goOn : bulk.go(left)}
            </Button>
          )
        )}
        {!progress.isRunning && <Button onPress={onBack}>{isBegun ? words.common.close : words.common.cancel}</Button>}
      </div>
      {progress.outcomes.length > 0 && <Outcomes progress={progress} />}
    </section>
  );
}

function HowFar({
  progress: { done, refused, isRunning },
  all,
}: {
  readonly progress: Progress;
  readonly all: number;
}) {
  const gone = done + refused;
  return (
    <>
      <ProgressBar aria-label={bulk.progress} value={gone} maxValue={all} valueLabel={bulk.doing(gone, all)}>
        {({ percentage = 0 }) => (
          <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
            <rect className="bar-all" width="100" height="4" />
            <rect className="bar-done" width={percentage} height="4" />
          </svg>
        )}
      </ProgressBar>
      <p role="status">{isRunning ? bulk.doing(gone, all) : bulk.done(done, refused, all - gone)}</p>
      {!isRunning && gone < all && <p className="hint">{bulk.stopped}</p>}
    </>
  );
}

function Outcomes({ progress: { outcomes } }: { readonly progress: Progress }) {
  return (
    <>
      <h3>{bulk.outcomes}</h3>
      <ul className="small-lines">
        {outcomes.map(({ journeyId, did, isRefused }) => (
          <li key={journeyId}>
            <p>
              <Link to={`/operations/journeys/${journeyId}`}>{journeyId}</Link>
            </p>
            <p className={isRefused ? 'refused' : 'hint'}>{did}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
