import { workflowInfo } from '@temporalio/workflow';

/** The instant (ISO) that this firing of a schedule was meant for, however late it comes; the start of any other workflow. */
export function scheduledFor(): string {
  const [scheduled] = workflowInfo().searchAttributes['TemporalScheduledStartTime'] ?? [];
  return (scheduled instanceof Date ? scheduled : workflowInfo().startTime).toISOString();
}
