import type { ProblemCode } from '@onfile/api-client';

/** Problems as operators read them, where the customers' words would mislead them. */
export const operatorProblems: Partial<Record<ProblemCode, string>> = {
  'not-allowed': 'Your role does not let you do this. Nothing was done. Ask for the role that may.',
  'not-found': 'There is no such thing (any more). Look for it under Find.',
  'workflow-closed':
    'Its workflow is over: there is nothing to act on. Somebody may have been faster. Nothing was done.',
  'nothing-to-retry': 'Nothing in it waits for another attempt: it is paused. Resume it first.',
  'step-unknown': 'It never took this step, so it can not go back to it. Nothing was done.',
  'reason-missing': 'Say why. The reason is kept in the operator log.',
  'bill-unknown': 'There is no such bill.',
  'bill-paid': 'This bill is paid: there is nothing to act on.',
  'bill-not-blocked': 'This bill is not blocked (any more). Nothing was done.',
  'charge-in-flight': 'A charge of this bill is in flight. Wait for the bank’s answer; nothing was done.',
  'nothing-to-bill': 'This account has spent nothing that is not billed already.',
  'period-not-over': 'This month is not over, so its run is not due. Nothing was begun.',
  'period-invalid': 'This is no month. Write it as 2024-05.',
  'request-invalid': 'Something here has not the form that is needed. Check it.',
  'idempotency-key-reused': 'This was asked before with other words. Close this and begin anew.',
  'account-unknown': 'There is no such account.',
  'token-unknown': 'The gateway does not know this token.',
  'ask-unknown': 'Nobody has asked for this.',
  'ask-answered': 'Somebody has answered this already.',
  'ask-lapsed': 'This was asked too long ago to be answered. Ask anew.',
  'second-person-needed': 'Whoever asked can not also say yes. A second person has to.',
  internal: 'Something went wrong in Onfile itself. Look at Health, and try again.',
  unreachable: 'Onfile can not be reached. Nothing more is known; try again.',
} as Partial<Record<ProblemCode, string>>;
