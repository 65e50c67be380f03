import type { CardBrand } from '../card';
import { expectStarted } from '../card-addition/expect';
import { holdViewOf, resultViewOf, type HoldView, type ResultView } from '../card-addition/view';
import type { CurrencyCode } from '../codes';
import type { ValidityChange } from './state';

/** What a customer sees of a change of validity. Plain JSON; no personal field, no raw code of the bank (R33). */
export interface ValidityChangeView {
  readonly changeId: string;
  readonly accountId: string;
  readonly cardId: string;
  readonly state: 'open' | 'succeeded' | 'failed';
  /** The step to take; `checking`: the bank is asked, nothing to do; null: over. */
  readonly step: 'bank-page' | 'checking' | null;
  /** With the new expiry. */
  readonly card: { readonly brand: CardBrand; readonly last4: string; readonly expiry: string };
  /** The expiry that counts until the change succeeds. */
  readonly from: string;
  readonly currency: CurrencyCode;
  readonly startedAt: string;
  readonly hold?: HoldView;
  /** Set while the bank waits for the person. */
  readonly bankPageUrl?: string;
  readonly result?: ResultView;
}

/** The change as its customer sees it. Same facts, same view. @throws {Refusal} before it has started. */
export function viewValidityChange(change: ValidityChange): ValidityChangeView {
  const started = expectStarted(change);
  const {
    journeyId: changeId,
    accountId,
    cardId,
    status,
    from,
    currency,
    startedAt,
    hold,
    bankPage,
    failure,
  } = started;
  const { brand, last4, expiry } = started.card;
  const isOnBankPage = status === 'open' && hold?.status === 'page-open';
  return {
    changeId,
    accountId,
    cardId,
    state: status,
    step: status !== 'open' ? null : isOnBankPage ? 'bank-page' : 'checking',
    card: { brand, last4, expiry },
    from,
    currency,
    startedAt,
    ...holdViewOf(started),
    ...(isOnBankPage && bankPage && { bankPageUrl: bankPage.url }),
    ...(failure && { result: resultViewOf(failure) }),
  };
}
