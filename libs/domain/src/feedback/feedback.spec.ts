import { NOON, SEALED } from '../fixtures';
import { Refusal } from '../refusal';
import { checkFeedback, giveFeedback, type FeedbackForm } from './feedback';

const codeOf = (form: FeedbackForm): string => {
  try {
    checkFeedback(form);
    return 'fine';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('R43 feedback', () => {
  it.each<[string, FeedbackForm, string]>([
    ['helpful', { helpful: true, issues: [] }, 'fine'],
    ['an issue', { issues: ['incomplete'] }, 'fine'],
    ['200 code points', { issues: [], comment: '💳'.repeat(200) }, 'fine'],
    ['201 code points', { issues: [], comment: 'é'.repeat(201) }, 'feedback-too-long'],
    ['a comment of blanks', { helpful: false, issues: [], comment: ' \n\t' }, 'feedback-empty'],
    ['nothing at all', { issues: [] }, 'feedback-incomplete'],
  ])('%s', (_what, form, expected) => expect(codeOf(form)).toBe(expected));

  it('is a fact; a comment is in its sealed part only', () => {
    expect(giveFeedback({ helpful: false, issues: ['wrong', 'wrong'], page: 'wallet' }, NOON)).toStrictEqual([
      { type: 'FeedbackGiven', at: NOON, data: { helpful: false, issues: ['wrong'], page: 'wallet' } },
    ]);
    expect(giveFeedback({ issues: [], page: 'wallet', sealed: SEALED }, NOON)).toStrictEqual([
      { type: 'CommentedFeedbackGiven', at: NOON, data: { helpful: true, issues: [], page: 'wallet' }, sealed: SEALED },
    ]);
  });
});
