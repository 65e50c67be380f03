/** R43: "Which of the following issues have you encountered?" */
export const FEEDBACK_ISSUES = ['hard-to-find', 'hard-to-understand', 'incomplete', 'out-of-date', 'wrong'] as const;

export type FeedbackIssue = (typeof FEEDBACK_ISSUES)[number];
