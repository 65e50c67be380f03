import { sleep } from '@temporalio/workflow';

/** As little as a workflow can be: it waits, so many times. */
export async function trivial(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await sleep(1_000);
}
