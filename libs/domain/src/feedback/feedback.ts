import type { Sealed } from '../fact';
import { Refusal } from '../refusal';
import type { FeedbackEvent } from './events';
import type { FeedbackIssue } from './issues';

/** R43: most code points of a comment. */
export const FEEDBACK_COMMENT_MOST = 200;

/** What a person says of a page. The comment is looked at before it is sealed. */
export interface FeedbackForm {
  readonly helpful?: boolean;
  readonly issues: readonly FeedbackIssue[];
  readonly comment?: string;
}

/**
 * R43: whether the form may be sent, in the page's own terms.
 * @throws {Refusal} `feedback-incomplete` where nothing was said, `feedback-empty` for a comment of blanks,
 * `feedback-too-long` (details.limit).
 */
export function checkFeedback({ helpful, issues, comment }: FeedbackForm): void {
  if (helpful === undefined && issues.length === 0 && comment === undefined) {
    throw new Refusal('feedback-incomplete', 'nothing was said');
  }
  if (comment === undefined) return;
  if (comment.trim() === '') throw new Refusal('feedback-empty', 'a comment of blanks', { field: 'comment' });
  if ([...comment].length > FEEDBACK_COMMENT_MOST) {
    throw new Refusal('feedback-too-long', 'too many code points', { field: 'comment', limit: FEEDBACK_COMMENT_MOST });
  }
}

/** R43: the checked form as a fact; the comment sealed. No word on whether it helped is a no only where issues were met. */
export function giveFeedback(
  { helpful, issues, page, sealed }: Omit<FeedbackForm, 'comment'> & { page: string; sealed?: Sealed },
  at: string,
): FeedbackEvent[] {
  const data = { helpful: helpful ?? issues.length === 0, issues: [...new Set(issues)], page };
  if (sealed === undefined) return [{ type: 'FeedbackGiven', at, data }];
  return [{ type: 'CommentedFeedbackGiven', at, data, sealed }];
}
