import { FactOutOfPlace, type FoldedModel } from '../read-model';
import { type AccountEmailRow, accountEmailsTable } from './table';

/** Finds accounts by their address, for operators. One row an account. */
export const accountEmails: FoldedModel<AccountEmailRow> = {
  name: 'account-emails',
  table: accountEmailsTable,
  categories: ['account'],
  shape: 'folded',
  keyOf: (fact, source) => (fact.type === 'AccountRegistered' ? source.id : undefined),
  project: (_row, fact, source) => {
    if (fact.type !== 'AccountRegistered') throw new FactOutOfPlace(fact.type, 'AccountRegistered');
    return { accountId: source.id, emailHash: fact.data.emailHash };
  },
};
