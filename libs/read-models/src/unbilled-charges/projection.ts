import type { Money } from '@onfile/domain';
import type { ShownFact } from '../followed';
import type { FoldedModel, Source } from '../read-model';
import { type ChargeSums, type UnbilledRow, unbilledTable } from './table';

type Unbilled = Omit<UnbilledRow, 'revisions'>;

const SHOWN = new Set<ShownFact['type']>(['ChargeRecorded', 'ChargesBilled', 'ChargesCarried']);
const NOTHING: ChargeSums = { records: 0, minor: {} };

/** R30a: what each account has spent that no bill has. One row an account and month. */
export const unbilledCharges: FoldedModel<UnbilledRow> = {
  name: 'unbilled-charges',
  table: unbilledTable,
  categories: ['charges'],
  shape: 'folded',
  keyOf: (fact, source) => (SHOWN.has(fact.type) ? source.id : undefined),
  project: (row, fact, source) => ({ ...(row ?? nothingYet(fact, source)), ...changeBy(row, fact) }),
};

function nothingYet(fact: ShownFact, { id }: Source): Unbilled {
  const data = fact.data as { accountId: string };
  const yyyymm = id.slice(id.lastIndexOf('-') + 1);
  const month = `${yyyymm.slice(0, 4)}-${yyyymm.slice(4)}`;
  return { chargesId: id, accountId: data.accountId, month, ...NOTHING, changedAt: fact.at };
}

function changeBy(row: Unbilled | undefined, fact: ShownFact): Partial<Unbilled> {
  const { at: changedAt } = fact;
  switch (fact.type) {
    case 'ChargeRecorded':
      return { ...plus(row ?? NOTHING, fact.data.amount), changedAt };
    case 'ChargesBilled':
    case 'ChargesCarried':
      return { ...NOTHING, changedAt }; // it stands right behind the last record that it takes
    default:
      return {}; // no other fact is asked for
  }
}

function plus({ records, minor }: ChargeSums, { currency, minor: more }: Money): ChargeSums {
  return { records: records + 1, minor: { ...minor, [currency]: (minor[currency] ?? 0) + more } };
}
