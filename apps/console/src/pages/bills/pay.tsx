import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, keyed, newKey } from '../../api/client';
import { awaitBill, billQuery, billsQuery, forecastQuery, isUnderWay, type Bill } from '../../api/bill-queries';
import { meQuery, paymentMethodsQuery } from '../../api/queries';
import { Button } from '../../design/button';
import { Chooser } from '../../design/fields';
import { Notice, Problem } from '../../design/notice';
import { cardName } from '../../words/card-name';
import { useWords } from '../../words/words';

/** How a bill stands when its customer can pay it by hand. */
const PAYABLE = ['overdue', 'restricted', 'suspended', 'uncollected'];

/** Pay now, with a card of choice or with all in their order; confirm at the bank where it asks (D14, 1A, 70). */
export function Pay({ bill }: { readonly bill: Bill }) {
  const { bills } = useWords().messages;
  const byHand = PAYABLE.includes(bill.status) && !isUnderWay(bill) && <PayNow bill={bill} />;
  if (bill.confirm !== undefined) {
    return (
      <>
        <Confirm key={bill.confirm.key} bill={bill} confirm={bill.confirm} />
        {byHand}
      </>
    );
  }
  return isUnderWay(bill) ? <p role="status">{bills.paying}</p> : byHand || null;
}

function useBillCommand(bill: Bill, send: (key: string) => Promise<Bill>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (now) => {
      awaitBill(bill.billId);
      client.setQueryData(billQuery(bill.billId).queryKey, now);
      for (const { queryKey } of [billsQuery, meQuery, forecastQuery]) void client.invalidateQueries({ queryKey });
    },
    onError: () => client.invalidateQueries(billQuery(bill.billId)),
  });
}

const ALL = 'all';

function PayNow({ bill }: { readonly bill: Bill }) {
  const { messages } = useWords();
  const { bills } = messages;
  const [chosen, setChosen] = useState<string>(ALL);
  const cards = useQuery(paymentMethodsQuery).data?.cards ?? [];
  const paying = useBillCommand(bill, (key) =>
    answered(
      api.POST('/v1/bills/{billId}/payments', {
        params: { path: { billId: bill.billId }, ...keyed(key) },
        body: chosen === ALL ? {} : { cardId: chosen },
      }),
    ),
  );
  const usable = cards.filter(({ skipped }) => skipped === undefined);
  return (
    <div className="form">
      <Chooser
        label={bills.payWith}
        value={chosen}
        onChange={setChosen}
        choices={[
          { key: ALL, text: bills.allCards },
          ...usable.map((card) => ({ key: card.cardId, text: cardName(card, messages) })),
        ]}
      />
      <Problem error={paying.error} />
      <Button look="primary" isPending={paying.isPending} onPress={() => paying.mutate(newKey())}>
        {bills.pay}
      </Button>
    </div>
  );
}

interface ConfirmProps {
  readonly bill: Bill;
  readonly confirm: NonNullable<Bill['confirm']>;
}

function Confirm({ bill, confirm }: ConfirmProps) {
  const { bills } = useWords().messages;
  const confirming = useBillCommand(bill, (key) =>
    answered(
      api.POST('/v1/bills/{billId}/confirmations', {
        params: { path: { billId: bill.billId }, ...keyed(key) },
        body: { key: confirm.key },
      }),
    ),
  );
  return (
    <Notice kind="warning">
      <p>{bills.confirmText}</p>
      <Problem error={confirming.error} />
      {confirm.bankPageUrl === undefined ? (
        // The bank's page comes a moment after the answer.
        <Button
          look="primary"
          isPending={confirming.isPending || confirming.isSuccess}
          onPress={() => confirming.mutate(newKey())}
        >
          {bills.confirm}
        </Button>
      ) : (
        <a className="button button-primary" href={confirm.bankPageUrl} rel="noreferrer">
          {bills.goToBank}
        </a>
      )}
    </Notice>
  );
}
