import { inWords } from '../words/in-words';

const GOOD = [
  'succeeded',
  'paid',
  'granted',
  'voided',
  'refunded',
  'running',
  'completed',
  'done',
  'finished',
  'on file',
];
const BAD = ['failed', 'overdue', 'restricted', 'suspended', 'uncollected', 'stuck', 'late', 'missed', 'release-late'];

/** How a thing stands, in a word and a colour. */
export function State({ children }: { readonly children: string }) {
  const look = GOOD.includes(children) ? 'good' : BAD.includes(children) ? 'bad' : 'busy';
  return <span className={`mark mark-${look}`}>{inWords(children)}</span>;
}
