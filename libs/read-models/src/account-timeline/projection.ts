import { FactOutOfPlace, type ListedModel } from '../read-model';
import type { TimelineFact } from './sentence';
import { sentenceOf } from './sentences';
import { accountTimelineTable, type TimelineRow } from './table';

/** Everything that happened to an account and its journeys, fact by fact. One row a fact. */
export const accountTimeline: ListedModel<TimelineRow> = {
  name: 'account-timeline',
  table: accountTimelineTable,
  categories: ['account', 'wallet', 'cardAddition', 'cardValidityChange'],
  shape: 'listed',
  list: (fact, { accountId, position, stream, revision }) => {
    if (accountId === undefined) throw new FactOutOfPlace(fact.type, 'an account');
    const { key, details } = sentenceOf(fact as TimelineFact); // no other category feeds it
    return { accountId, position, stream, revision, at: fact.at, type: fact.type, sentence: key, details };
  },
};
