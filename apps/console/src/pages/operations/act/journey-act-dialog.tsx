import { useState } from 'react';
import { Chooser } from '../../../design/fields';
import { Notice } from '../../../design/notice';
import { Facts } from '../parts/facts';
import type { Workflow } from '../queries';
import { acts, explain } from '../words/explain';
import { ActDialog } from './act-dialog';
import { actOn, type JourneyAct } from './journey-acts';

interface JourneyActDialogProps {
  readonly journeyId: string;
  readonly act: JourneyAct;
  readonly workflow: Workflow;
  readonly onClose: () => void;
}

/** One act on one journey: what it will do with the workflow as it is now, and then what it did. */
export function JourneyActDialog({ journeyId, act, workflow, onClose }: JourneyActDialogProps) {
  const [step, setStep] = useState<string | null>(null);
  return (
    <ActDialog
      title={acts.titles[act]}
      confirm={acts.confirm[act]}
      isDangerous={act === 'cancel' || act === 'terminate'}
      isReady={act !== 'reset' || step !== null}
      onClose={onClose}
      send={async ({ reason, key }) => {
        const { did, entry, ask } = await actOn({ journeyId, act, reason, key, ...(step !== null && { step }) });
        return { words: did, entry, ...(ask !== undefined && { ask }) };
      }}
    >
      <Notice kind={act === 'terminate' ? 'warning' : 'info'} title={acts.willDo}>
        <p>{acts.text[act]}</p>
        {act === 'retry' && <Waiting workflow={workflow} />}
        {act === 'terminate' && <p>{acts.secondPerson}</p>}
      </Notice>
      {act === 'reset' && <StepChooser workflow={workflow} step={step} onChange={setStep} />}
    </ActDialog>
  );
}

function Waiting({ workflow: { activities } }: { readonly workflow: Workflow }) {
  if (activities.length === 0) return <p>{acts.noneWaits}</p>;
  const names = activities.map(({ type, attempt }) => `${type}, ${explain.attempt(attempt + 1)}`);
  return (
    <p>
      {acts.waits}: {names.join('; ')}.
    </p>
  );
}

interface StepChooserProps {
  readonly workflow: Workflow;
  readonly step: string | null;
  readonly onChange: (step: string) => void;
}

/** The steps that there are; of the chosen one, what comes again and what is done again. */
function StepChooser({ workflow: { steps }, step, onChange }: StepChooserProps) {
  const chosen = steps.find((each) => each.step === step);
  if (steps.length === 0) return <Notice kind="warning" title={acts.noSteps} />;
  return (
    <>
      <Chooser
        label={acts.step}
        placeholder={acts.stepMissing}
        value={step}
        onChange={onChange}
        choices={steps.map((each) => ({ key: each.step, text: each.step }))}
      />
      {chosen && (
        <div aria-live="polite">
          <Facts
            rows={[
              [explain.reapplied, chosen.reapplied.join(', ') || explain.nothing],
              [explain.again, chosen.again.join(', ') || explain.nothing],
            ]}
          />
        </div>
      )}
    </>
  );
}
