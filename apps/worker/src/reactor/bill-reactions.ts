import type { BillNoticeName } from '@onfile/workflows';
import { notice, type Reaction, type Reactions, type Source } from './reaction';

/** What follows from bills (mail), and for bills from what happens to cards (D14: overdue ones are tried at once). */
export const billReactions: Reactions = {
  BillIssued: (_data, source) => [told('bill-issued', source)],
  BillPaid: (_data, source) => [told('bill-paid', source)],
  BillPaidByHand: (_data, source) => [told('bill-paid', source)],
  PaymentOverdue: (_data, source) => [told('bill-overdue', source)],
  ConfirmationAsked: (_data, source) => [told('bill-confirmation-asked', source)],
  ServicesRestricted: (_data, source) => [told('services-limited', source)],
  ServicesSuspended: (_data, source) => [told('services-limited', source)],
  CardAdded: (_data, source) => [cardsMoved(source)],
  DefaultCardSet: ({ because }, source) => (because === 'chosen' ? [cardsMoved(source)] : []), // the first card was added just now
  CardValidityChanged: (_data, source) => [cardsMoved(source)],
  CardUpdated: (_data, source) => [cardsMoved(source)],
  CardUnblocked: (_data, source) => [cardsMoved(source)],
};

function told(name: BillNoticeName, { eventId, id }: Source): Reaction {
  return notice({ eventId, notice: name, billId: id });
}

/** The facts of cards stand in the wallet, whose id is the account's. */
function cardsMoved({ eventId, id: accountId }: Source): Reaction {
  return { kind: 'start', workflow: 'cardsMoved', workflowId: `cardsMoved/${eventId}`, args: [{ accountId }] };
}
