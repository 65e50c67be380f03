import type { ShownFact } from '../followed';
import { FactOutOfPlace, type FoldedModel, type Source } from '../read-model';
import { type HoldRow, holdsTable } from './table';

type Hold = Omit<HoldRow, 'revisions'>;
type HoldAsked = Extract<ShownFact, { type: 'HoldAsked' }>;

/** X2: the ledger of holds. One row a hold. */
export const holds: FoldedModel<HoldRow> = {
  name: 'holds',
  table: holdsTable,
  categories: ['cardAddition', 'cardValidityChange'],
  shape: 'folded',
  keyOf: (fact) => {
    switch (fact.type) {
      case 'HoldAsked':
      case 'HoldUnknown':
      case 'HoldPlaced':
      case 'HoldDeclined':
        return fact.data.key;
      case 'HoldReleaseAsked':
      case 'HoldReleaseDelayed':
      case 'HoldVoided':
      case 'HoldRefunded':
      case 'NothingWasHeld':
        return fact.data.of; // a release has a key of its own and names the hold's
      default:
        return undefined; // facts that do not move the money
    }
  },
  project: (row, fact, source) => {
    if (fact.type === 'HoldAsked') return asked(fact, source);
    if (!row) throw new FactOutOfPlace(fact.type, 'HoldAsked');
    return { ...row, ...changeBy(row, fact) };
  },
};

function asked({ at, data }: HoldAsked, source: Source): Hold {
  if (source.accountId === undefined) throw new FactOutOfPlace('HoldAsked', 'CardAdditionStarted');
  return {
    holdKey: data.key,
    journeyId: source.id,
    accountId: source.accountId,
    status: 'asked',
    amountMinor: data.amount.minor,
    currency: data.amount.currency,
    rate: data.rate.rate,
    rateAsOf: data.rate.asOf,
    rateSource: data.rate.source,
    rounding: data.rounding,
    holdId: null,
    askedPosition: source.position,
    askedAt: at,
    placedAt: null,
    declinedAt: null,
    releaseAskedAt: null,
    releaseAttempts: 0,
    lateSince: null,
    tryAgainAt: null,
    releasedAt: null,
    bankShowsBy: null,
  };
}

function changeBy(row: Hold, fact: ShownFact): Partial<Hold> {
  switch (fact.type) {
    case 'HoldUnknown':
      return row.status === 'asked' ? { status: 'unknown' } : {};
    case 'HoldPlaced':
      // It may be heard of only when its release is already asked for: then it stays on its way back.
      return {
        holdId: fact.data.holdId,
        placedAt: fact.at,
        status: row.status === 'asked' || row.status === 'unknown' ? 'placed' : row.status,
      };
    case 'HoldDeclined':
      return { status: 'declined', declinedAt: fact.at };
    case 'HoldReleaseAsked':
      return {
        status: row.lateSince ? 'release-late' : 'releasing',
        releaseAskedAt: row.releaseAskedAt ?? fact.at,
        releaseAttempts: row.releaseAttempts + 1,
        tryAgainAt: null,
      };
    case 'HoldReleaseDelayed':
      return { status: 'release-late', lateSince: row.lateSince ?? fact.at, tryAgainAt: fact.data.tryAgainAt };
    case 'HoldVoided':
      return { ...released(fact), status: 'voided' };
    case 'HoldRefunded':
      return { ...released(fact), status: 'refunded' };
    case 'NothingWasHeld':
      return { status: 'nothing-held', tryAgainAt: null };
    default:
      return {}; // facts that do not move the money
  }
}

function released({ at, data }: Extract<ShownFact, { type: 'HoldVoided' | 'HoldRefunded' }>): Partial<Hold> {
  return { holdId: data.holdId, releasedAt: at, bankShowsBy: data.bankShowsBy, tryAgainAt: null };
}
