import type { FaultName, Operation } from '../faults/fault';
import { APPROVE, type Scenario } from './scenario';

type Row = readonly [operation: Operation, fault: FaultName, what: string, timesPerKey?: number];

const PAYMENTS = ['hold', 'charge'] as const;

/** Faults that strike a payment on its way; `timesPerKey` lets a later try of the same key through. */
const onPayments: readonly Row[] = PAYMENTS.flatMap((operation): Row[] => [
  [operation, 'lost-before', 'the first call of a key gets lost before anything is done', 1],
  [operation, 'lost-after', 'it is done, and the answer to the first call of a key gets lost', 1],
  [operation, 'late', 'it is done, and the answer to the first call of a key comes too late', 1],
  [operation, 'down', 'the first two calls of a key find the network down (503)', 2],
  [operation, 'slow', 'every answer takes a second'],
  [operation, 'rate-limited', 'the first two calls of a key are too many (429)', 2],
  [operation, 'notice-twice', 'a notice comes, twice'],
  [operation, 'notice-late', 'a notice comes, a second after the answer'],
  [operation, 'notice-before-answer', 'a notice comes before the answer'],
  [operation, 'notice-contradicts', 'a notice comes that says the contrary of the truth'],
]);

const onReleases: readonly Row[] = [
  ['void', 'already-settled', 'the void is refused: it settled already; the refund goes through'],
  ['void', 'void-late', 'the void is taken, and done a second later'],
  ['void', 'lost-before', 'the first void gets lost before anything is done', 1],
  ['void', 'lost-after', 'the void is done, and the answer to the first call of a key gets lost', 1],
  ['find', 'status-down', 'the first three look-ups of a key fail (503)', 3],
];

/** Cards that bring a fault along: approved, but something goes wrong on the way. */
export const cardFaults: readonly Scenario[] = [...onPayments, ...onReleases].map(
  ([operation, fault, what, timesPerKey], index) => ({
    name: fault.startsWith(operation) || fault === 'status-down' ? fault : `${operation}-${fault}`,
    prefix: `400006${String(index + 10)}`,
    what: `Approved; at the ${operation}: ${what}.`,
    hold: APPROVE,
    charge: APPROVE,
    fault: { operation, fault, timesPerKey },
  }),
);
