import type { FeedbackIssue } from '@onfile/domain';

/** What a person says of a page, before it is sent. */
export interface Given {
  readonly helpful?: boolean;
  readonly issues: readonly FeedbackIssue[];
  readonly comment: string;
}

/** R43: most code points of a comment. */
export const LONGEST_COMMENT = 200;

/** Which of the page's own messages stands against sending this; undefined when nothing does. The api says the same. */
export function feedbackTrouble({
  issues,
  comment,
}: Given): 'feedback-incomplete' | 'feedback-empty' | 'feedback-too-long' | undefined {
  if (issues.length === 0 && comment === '') return 'feedback-incomplete';
  if (comment !== '' && comment.trim() === '') return 'feedback-empty';
  return [...comment].length > LONGEST_COMMENT ? 'feedback-too-long' : undefined;
}
