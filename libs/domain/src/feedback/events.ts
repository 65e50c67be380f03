import type { Fact, PersonalFact } from '../fact';
import type { FeedbackIssue } from './issues';

/** R43: what an account thought of the page, in stream `feedback-<accountId>`. Sealed: the comment. */
export type FeedbackEvent =
  | Fact<'FeedbackGiven', { helpful: boolean; issues: readonly FeedbackIssue[]; page: string }>
  | PersonalFact<'CommentedFeedbackGiven', { helpful: boolean; issues: readonly FeedbackIssue[]; page: string }>;

/** How often feedback was given. */
export interface FeedbackCount {
  readonly given: number;
}

export const initialFeedbackCount: FeedbackCount = { given: 0 };

/** Folds one fact into the state. Total: never throws, reads no clock. */
export function evolveFeedbackCount({ given }: FeedbackCount, _fact: FeedbackEvent): FeedbackCount {
  return { given: given + 1 };
}
