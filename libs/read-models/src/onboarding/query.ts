import type { ReadModels } from '../database';
import { readRow } from '../table';
import { type OnboardingRow, onboardingTable } from './table';

/** What an account may still have to give before it can pay after use (R2). */
export type OnboardingPart = 'mobile' | 'information' | 'card';

/** How far an account has come, as the console shows it. A rule never reads this: it lags (ask the gate instead). */
export interface OnboardingView {
  readonly accountId: string;
  /** In the order of the page (D2). Empty: nothing is missing. */
  readonly missing: readonly OnboardingPart[];
  /** R5: true where "Associate now" is shown. */
  readonly promptForCard: boolean;
  readonly openJourney?: { readonly journeyId: string; readonly openedAt: string };
  readonly accountType?: string;
  readonly currency?: string;
  readonly postpayment: OnboardingRow['postpayment'];
  readonly suspended: boolean;
}

/** The onboarding of one account; undefined if nothing of it was projected yet. */
export async function onboardingOf(db: ReadModels, accountId: string): Promise<OnboardingView | undefined> {
  const found = await db.selectFrom('onboarding').selectAll().where('accountId', '=', accountId).executeTakeFirst();
  return found && viewOf(readRow(onboardingTable, found));
}

function viewOf(row: OnboardingRow): OnboardingView {
  const parts: [OnboardingPart, boolean][] = [
    ['mobile', row.mobileAddedAt !== null],
    ['information', row.informationCompletedAt !== null],
    ['card', row.cards > 0],
  ];
  return {
    accountId: row.accountId,
    missing: parts.filter(([, there]) => !there).map(([part]) => part),
    promptForCard: row.cards === 0,
    ...(row.openJourneyId && row.openedAt && { openJourney: { journeyId: row.openJourneyId, openedAt: row.openedAt } }),
    ...(row.accountType && { accountType: row.accountType }),
    ...(row.currency && { currency: row.currency }),
    postpayment: row.postpayment,
    suspended: row.suspendedAt !== null,
  };
}
