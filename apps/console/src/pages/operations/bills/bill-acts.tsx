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
    ...(status === 'blocked' && key !== undefined ? (['giveUp'] as const) : []),
    'again',
    'byHand',
    ...credit,
  ];
}

/** D7: the key of the charge whose answer never came, where the bill waits for an operator because of it. */
function openKey(trail: readonly TrailEntry[]): string | undefined {
  const blocked = trail.findLast(({ what }) => what === 'blocked');
  return blocked?.why === 'unknown' ? trail.findLast(({ what }) => what === 'no-answer-yet')?.key : undefined;
}
