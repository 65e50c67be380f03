import { useState } from 'react';
import { Button } from '../../../design/button';
import type { Explained, Workflow } from '../queries';
import { useMay } from '../use-operator';
import { acts } from '../words/explain';
import { words } from '../words/words';
import { JourneyActDialog } from './journey-act-dialog';
import { JOURNEY_ACTS, type JourneyAct } from './journey-acts';

/** What can be done about a journey now. */
export function ActPanel({ told: { journeyId, workflow } }: { readonly told: Explained }) {
  const [act, setAct] = useState<JourneyAct>();
  const mayAct = useMay('write');
  return (
    <section className="panel">
      <h2>{acts.title}</h2>
      {!mayAct ? (
        <p>{words.lookOnly}</p>
      ) : workflow?.isOpen !== true ? (
        <p>{acts.over}</p>
      ) : (
        <div className="actions">
          {JOURNEY_ACTS.filter((each) => isOffered(each, workflow)).map((each) => (
            <Button key={each} look={each === 'terminate' ? 'quiet' : 'secondary'} onPress={() => setAct(each)}>
              {acts.names[each]}
            </Button>
          ))}
        </div>
      )}
      {act !== undefined && workflow !== undefined && (
        <JourneyActDialog journeyId={journeyId} act={act} workflow={workflow} onClose={() => setAct(undefined)} />
      )}
    </section>
  );
}

function isOffered(act: JourneyAct, { status }: Workflow): boolean {
  if (act === 'pause') return status !== 'paused';
  if (act === 'resume') return status === 'paused';
  return true;
}
