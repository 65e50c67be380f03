import { Notice } from '../../../design/notice';
import { Facts } from '../parts/facts';
import { Id } from '../parts/id';
import { Instant } from '../parts/instant';
import { State } from '../parts/state';
import type { Explained, Workflow } from '../queries';
import { explain } from '../words/explain';

/** A workflow as its engine sees it: what it waits for, since when and why; until when; where it can go back to. */
export function WorkflowView({ told: { workflow, workflowAway } }: { readonly told: Explained }) {
  if (workflowAway) return <Notice kind="warning" title={explain.away} />;
  if (!workflow) return <p>{explain.none}</p>;
  const { status, workflowId, runId, startedAt, closedAt, events, taskFailure, timers } = workflow;
  const { facts } = explain;
  return (
    <>
      {taskFailure && (
        <Notice kind="error" title={explain.taskFails(taskFailure.attempt)}>
          <p>{taskFailure.why}</p>
        </Notice>
      )}
      <Facts
        rows={[
          [facts.status, <State key="status">{status}</State>],
          [facts.began, <Instant key="began" at={startedAt} />],
          [facts.ended, closedAt && <Instant key="ended" at={closedAt} />],
          [facts.events, events],
          [facts.id, <Id key="id">{workflowId}</Id>],
          [facts.run, <Id key="run">{runId}</Id>],
          ...timers
            .map(({ timerId, firesAt }) => [explain.timers, <Instant key={timerId} at={firesAt} />] as const)
            .slice(0, 1),
        ]}
      />
      {workflow.isOpen && <Activities workflow={workflow} />}
      {workflow.isOpen && <Steps workflow={workflow} />}
    </>
  );
}

function Activities({ workflow: { activities } }: { readonly workflow: Workflow }) {
  return (
    <>
      <h3>{explain.activities}</h3>
      {activities.length === 0 && <p className="hint">{explain.noActivities}</p>}
      <ul className="small-lines">
        {activities.map(({ activityId, type, state, attempt, nextAttemptAt, lastFailure }) => (
          <li key={activityId}>
            <p>
              <strong>{type}</strong> · {state}, {explain.attempt(attempt)}
              {nextAttemptAt !== undefined && (
                <>
                  , {explain.next} <Instant at={nextAttemptAt} />
                </>
              )}
            </p>
            {lastFailure !== undefined && (
              <p className="hint">
                {explain.lastFailure}: {lastFailure}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Steps({ workflow: { steps } }: { readonly workflow: Workflow }) {
  if (steps.length === 0) return null;
  return (
    <>
      <h3>{explain.steps}</h3>
      <ul className="small-lines">
        {steps.map(({ step, at, reapplied, again }) => (
          <li key={step}>
            <p>
              <strong>{step}</strong> · {explain.stepBegan} <Instant at={at} />
            </p>
            <p className="hint">
              {explain.reapplied}: {reapplied.join(', ') || explain.nothing}. {explain.again}:{' '}
              {again.join(', ') || explain.nothing}.
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
