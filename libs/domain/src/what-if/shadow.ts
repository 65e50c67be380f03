import type { BillEvent } from '../bill/events';
import { policyWith } from '../bill/policy';
import { billScript } from './bill-script';
import { inOrder } from './card-order';
import { difference } from './difference';
import type { Recording } from './recording';
import { runBill } from './run-bill';
import { counted, type ShadowChange, type ShadowReport } from './shadow-report';
import { shadowJourney } from './shadow-journey';
import { bankOfRecord } from './simulated-bank';

/**
 * X5: runs a recording anew by the rules of this build, with what is to be otherwise, against a pretend bank that answers
 * as it is on record to have answered. Pure: it reads the recording, and nothing else there is.
 * @throws {RangeError} a policy that has no such setting; a recording of nothing
 */
export function shadow(recording: Recording, change: ShadowChange = {}): ShadowReport {
  return recording.kind === 'bill' ? shadowBill(recording, change) : shadowJourney(recording, change);
}

function shadowBill(recording: Recording, { policy = {}, order = 'as-chosen' }: ShadowChange): ShadowReport {
  const { kind, id, until, facts } = recording;
  const script = billScript(recording);
  const world = { ...script.world, policy: policyWith(script.world.policy, policy) };
  const bank = bankOfRecord(facts, 'as-last-seen');
  const ordered = inOrder(order);
  const run = runBill({ ...script, world }, { until, bank, ...(ordered && { ordered }) });
  const recorded = script.written.filter(({ category }) => category === 'bill').map(({ fact }) => fact as BillEvent);
  // That the customer was told is not the bill's own doing: whoever follows the log does it.
  const lines = difference(
    recorded.filter(({ type }) => type !== 'BillSent'),
    run.facts,
  );
  return { kind, id, until, ...counted(lines), refused: run.refused, assumed: run.assumed };
}
