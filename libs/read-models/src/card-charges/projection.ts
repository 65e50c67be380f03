import type { ShownFact } from '../followed';
import { FactOutOfPlace, type FoldedModel } from '../read-model';
import { type CardChargeRow, type CardChargeStatus, cardChargesTable } from './table';

/** How each fact leaves the charge that it is about. */
const STATUS: Readonly<Partial<Record<ShownFact['type'], CardChargeStatus>>> = {
  CardChargeUnknown: 'unknown',
  PaymentPageOpened: 'confirming',
  CardCharged: 'captured',
  CardChargeDeclined: 'declined',
  CardPartApproved: 'part-approved',
  PaymentPageClosed: 'declined',
  ChargeGivenUp: 'given-up',
  ChargeVoided: 'voided',
  ChargeRefunded: 'refunded',
};

/** X2: every charge that was asked for and where it went. One row an attempt. */
export const cardCharges: FoldedModel<CardChargeRow> = {
  name: 'card-charges',
  table: cardChargesTable,
  categories: ['bill'],
  shape: 'folded',
  keyOf: (fact) => {
    if (fact.type === 'CardChargeStarted') return fact.data.key;
    if (STATUS[fact.type] === undefined) return undefined;
    return 'of' in fact.data ? String(fact.data.of) : (fact.data as { key: string }).key;
  },
  project: (row, fact, { id }) => {
    if (fact.type === 'CardChargeStarted') {
      const { key, cardId, amount } = fact.data;
      return {
        chargeKey: key,
        billId: id,
        cardId,
        status: 'asked',
        currency: amount.currency,
        amountMinor: amount.minor,
        chargeId: null,
        startedAt: fact.at,
        changedAt: fact.at,
      };
    }
    if (!row) throw new FactOutOfPlace(fact.type, 'CardChargeStarted');
    const chargeId = 'chargeId' in fact.data ? (fact.data.chargeId ?? row.chargeId) : row.chargeId;
    return { ...row, status: STATUS[fact.type] ?? row.status, chargeId, changedAt: fact.at };
  },
};
