import type { BillStatus } from '@onfile/domain';
import type { ShownFact } from '../followed';
import { FactOutOfPlace, type FoldedModel, type Source } from '../read-model';
import { type BillRow, billsTable } from './table';

type Bill = Omit<BillRow, 'revisions'>;
type Issued = Extract<ShownFact, { type: 'BillIssued' }>;

/** R30a, X8: every bill and how it stands. One row a bill. */
export const bills: FoldedModel<BillRow> = {
  name: 'bills',
  table: billsTable,
  categories: ['bill'],
  shape: 'folded',
  keyOf: (_fact, source) => source.id,
  project: (row, fact, source) => {
    if (fact.type === 'BillIssued') return issued(fact, source);
    if (!row) throw new FactOutOfPlace(fact.type, 'BillIssued');
    return { ...row, ...changeBy(row, fact) };
  },
};

function issued({ at, data }: Issued, { id, position }: Source): Bill {
  return {
    billId: id,
    accountId: data.accountId,
    period: data.period,
    interim: data.interim ?? null,
    number: data.number,
    status: 'deducting',
    currency: data.amount.currency,
    amountMinor: data.amount.minor,
    issuedAt: at,
    issuedPosition: position,
    round: 1,
    tries: 0,
    nextAt: at,
    overdueAt: null,
    blockedBecause: null,
    paidAt: null,
    paidByCardId: null,
    sentAt: null,
  };
}

/** What a fact of one bill changes. A bill that is paid stays so: later facts only give back what came too late. */
function changeBy(row: Bill, fact: ShownFact): Partial<Bill> {
  const { at } = fact;
  const moving = row.paidAt !== null ? {} : { nextAt: at };
  switch (fact.type) {
    case 'BillSent':
      return { sentAt: row.sentAt ?? at };
    case 'DeductionRoundStarted':
      return { ...moving, round: fact.data.round };
    case 'CardChargeStarted':
      return { ...moving, tries: row.tries + 1 };
    case 'CardChargeUnknown':
      return { ...moving, ...stands(row, 'being-checked') };
    case 'PaymentPageOpened':
      return { nextAt: fact.data.closesAt, ...stands(row, 'confirming') };
    case 'CardChargeDeclined':
    case 'CardPartApproved':
    case 'ConfirmationAsked':
    case 'PaymentPageClosed':
    case 'ChargeVoided':
    case 'ChargeGivenUp':
    case 'BillUnblocked':
      return { ...moving, blockedBecause: null, ...stands(row, standingOf(row)) };
    case 'DeductionRoundFailed':
      return { nextAt: fact.data.nextAt ?? at };
    case 'PaymentOverdue':
      return { overdueAt: at, ...stands(row, 'overdue') };
    case 'ServicesRestricted':
      return { nextAt: fact.data.until, ...stands(row, 'restricted') };
    case 'ServicesSuspended':
      return { nextAt: fact.data.until, ...stands(row, 'suspended') };
    case 'CollectionEnded':
      return { nextAt: null, ...stands(row, 'uncollected') };
    case 'BillBlocked':
      return { nextAt: null, blockedBecause: fact.data.because, ...stands(row, 'blocked') };
    case 'BillPaid':
      return { status: 'paid', nextAt: null, blockedBecause: null, paidAt: at, paidByCardId: fact.data.cardId };
    case 'BillPaidByHand':
      return { status: 'paid', nextAt: null, blockedBecause: null, paidAt: at };
    default:
      return {}; // facts that change nothing of what lists show
  }
}

function stands(row: Bill, status: BillStatus): Partial<Bill> {
  return row.paidAt !== null ? {} : { status };
}

/** What it falls back to when a charge has its answer, or an operator has let it go on. */
function standingOf({ status, overdueAt }: Bill): BillStatus {
  const isPassing = status === 'being-checked' || status === 'confirming' || status === 'blocked';
  if (!isPassing) return status;
  return overdueAt === null ? 'deducting' : 'overdue';
}
