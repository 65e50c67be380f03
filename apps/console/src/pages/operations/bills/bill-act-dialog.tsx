import { useState } from 'react';
import { answered, keyed } from '../../../api/client';
import { TextField } from '../../../design/fields';
import { Notice } from '../../../design/notice';
import { ActDialog } from '../act/act-dialog';
import type { Confirmed, Did } from '../act/use-act';
import { operatorsApi as api } from '../client';
import { Facts } from '../parts/facts';
import { Id } from '../parts/id';
import type { Bill } from '../queries';
import { type BillActName, billActs } from '../words/bills';
import { acts } from '../words/explain';

interface BillActDialogProps {
  readonly bill: Bill;
  readonly act: BillActName;
  /** Key of the charge whose answer is not known. */
  readonly chargeKey: string | undefined;
  readonly onClose: () => void;
}

/** One act on one bill. */
export function BillActDialog({ bill, act, chargeKey, onClose }: BillActDialogProps) {
  const [reference, setReference] = useState('');
  const { title, text, confirm, did } = billActs[act];
  const { byHand, giveUp } = billActs;
  const needsSecond = act !== 'again' && act !== 'unblock';
  return (
    <ActDialog
      title={title}
      confirm={confirm}
      isDangerous={act === 'giveUp' || act === 'byHand'}
      isReady={act !== 'byHand' || reference.trim() !== ''}
      onClose={onClose}
      send={async (confirmed) => {
        const asked = await send(bill.billId, act, { ...confirmed, reference: reference.trim(), chargeKey });
        return { words: did, ...asked };
      }}
    >
      <Notice kind={needsSecond ? 'warning' : 'info'} title={acts.willDo}>
        <p>{text}</p>
        {needsSecond && <p>{acts.secondPerson}</p>}
      </Notice>
      {act === 'byHand' && (
        <TextField
          label={byHand.reference}
          hint={byHand.referenceHint}
          name="reference"
          autoComplete="off"
          maxLength={120}
          value={reference}
          onChange={setReference}
        />
      )}
      {act === 'giveUp' && chargeKey !== undefined && <Facts rows={[[giveUp.key, <Id key="key">{chargeKey}</Id>]]} />}
    </ActDialog>
  );
}

type Wanted = Confirmed & { readonly reference: string; readonly chargeKey: string | undefined };

/** Does it, or asks for it where a second person has to say yes. @throws {OnfileProblem} and then nothing was done */
async function send(
  billId: string,
  act: BillActName,
  { reason, key, reference, chargeKey = '' }: Wanted,
): Promise<Pick<Did, 'ask' | 'entry'>> {
  const params = { path: { billId }, ...keyed(key) };
  const at = '/v1/operations/bills/{billId}';
  switch (act) {
    case 'again':
      await answered(api.POST(`${at}/deductions`, { params, body: { reason } }));
      return {};
    case 'unblock':
      await answered(api.POST(`${at}/unblockings`, { params, body: { reason } }));
      return {};
    case 'byHand':
      return answered(api.POST(`${at}/hand-payments`, { params, body: { reason, reference } }));
    case 'giveUp':
      return answered(api.POST(`${at}/given-up-charges`, { params, body: { reason, key: chargeKey } }));
    case 'credit':
      return answered(api.POST(`${at}/credits`, { params, body: { reason } }));
  }
}
