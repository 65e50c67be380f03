import { useState } from 'react';
import { Button } from '../../../design/button';
import type { Bill, TrailEntry } from '../queries';
import { useMay } from '../use-operator';
import { type BillActName, billActs, bills } from '../words/bills';
import { acts } from '../words/explain';
import { words } from '../words/words';
import { BillActDialog } from './bill-act-dialog';

/** What can be done about a bill now. */
export function BillActs({ bill, trail }: { readonly bill: Bill; readonly trail: readonly TrailEntry[] }) {
  const [act, setAct] = useState<BillActName>();
  const mayAct = useMay('write');
  const key = openKey(trail);
  const offers = offered(bill, key);
  return (
    <section className="panel">
      <h2>{acts.title}</h2>
      {mayAct && offers.length === 0 && <p>{bills.settled}</p>}
      {mayAct ? (
        <div className="actions">
          {offers.map((each) => (
            <Button key={each} onPress={() => setAct(each)}>
              {billActs[each].name}
            </Button>
          ))}
        </div>
      ) : (
        <p>{words.lookOnly}</p>
      )}
      {act !== undefined && <BillActDialog bill={bill} act={act} chargeKey={key} onClose={() => setAct(undefined)} />}
    </section>
  );
}

function offered({ status, grounds }: Bill, key: string | undefined): readonly BillActName[] {
  const credit = grounds === undefined ? [] : (['credit'] as const);
  if (status === 'paid') return credit;
  return [
    ...(status === 'blocked' ? (['unblock'] as const) : []),
    ...(status === 'being-checked' && key !== undefined ? (['giveUp'] as const) : []),
    'again',
    'byHand',
    ...credit,
  ];
}

/** The key of the charge whose answer is not known. */
function openKey(trail: readonly TrailEntry[]): string | undefined {
  return trail.findLast(({ what, key }) => key !== undefined && ['charge-asked', 'no-answer-yet'].includes(what))?.key;
}
