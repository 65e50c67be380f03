import type { WorkerOptions } from '@temporalio/worker';

/** Name under which Temporal knows all workers of Onfile, whatever their build. */
export const DEPLOYMENT = 'onfile';

/**
 * A workflow stays on the build that began it, until it ends: a journey takes a day at most, a bill some weeks, and their
 * code may change meanwhile. New workflows begin on the deployment's current build, which its operators choose. Without a
 * build id any worker takes any workflow, and only the replay of kept histories stands between them and a change.
 */
export function deploymentOf(buildId: string | undefined): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: DEPLOYMENT, buildId },
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
