import type { Expected } from './operator';

/** The exit code of whoever comes without the right, or without a token. */
export const NOT_ALLOWED = 5;

/** A command line that whoever comes may not give. */
export const notAllowed = (...words: string[]): Expected => [words, NOT_ALLOWED, 'not-allowed: This is not for you'];

/** S5: each command that changes something, as whoever may only look is told. */
export function acting(openJourney: string): readonly Expected[] {
  const why = ['--why', 'x'];
  return [
    ...['cancel', 'pause', 'resume', 'retry', 'terminate'].map((act) => notAllowed(act, openJourney, ...why)),
    notAllowed('reset', openJourney, '--step', 'start', ...why),
    ...['again', 'unblock', 'credit', 'at-risk'].map((act) => notAllowed('bills', act, 'some', ...why)),
    notAllowed('bills', 'pay-by-hand', 'some', '--reference', 'wire 1', ...why),
    notAllowed('bills', 'give-up-charge', 'some', '--key', 'some/1', ...why),
    notAllowed('runs', 'start', '2024-05', ...why),
    notAllowed('runs', 'start', '2024-05', '--dry-run'),
    ...['pause', 'resume', 'again'].map((act) => notAllowed('runs', act, '2024-05', ...why)),
    ...['rebuild', 'compare'].map((act) => notAllowed('read-models', act, 'holds', ...why)),
    notAllowed('read-models', 'retry', 'account-some', ...why),
    notAllowed('read-models', 'skip', 'account-some', '0', ...why),
    notAllowed('histories', openJourney, '--decoded', ...why),
    notAllowed('turn-down', '202405-1', ...why),
    notAllowed('approve', '202405-1', ...why),
  ];
}

/** What there is to look back at, and where files go. */
export interface LookedAt {
  readonly out: string;
  /** A file that is there, and is nothing that a command takes. */
  readonly file: string;
  readonly openJourney: string;
  readonly journeyId: string;
  readonly cardId: string;
  readonly accountId: string;
}

/** What looks back, or at bills: what there is, what there is not, and what is no rule, recording, pack, month or query. */
export function lookingBack({ out, file, openJourney, journeyId, cardId, accountId }: LookedAt): readonly Expected[] {
  const query = `WorkflowId = "cardAddition/${openJourney}"`;
  return [
    [['histories', '--query', query, '--out', out], 0, '1 history in'],
    [['histories', 'nobody', '--out', out], 1, 'No such workflows.'],
    [['histories', '--query', 'moon = 1', '--out', out], 2, 'invalid search attribute: moon'],
    [['histories'], 2, 'Which workflows?'],
    [['histories', '--open', openJourney], 2, 'Which workflows?'],
    [['histories', openJourney, '--decoded'], 2, 'Why in clear?'],
    [['histories', openJourney, '--out', file], 2, 'can not be used'],
    [['shadow', 'journey', journeyId], 0, 'as it was recorded'],
    [['shadow', 'journey', 'nobody'], 3, 'not-found'],
    [['shadow', 'bill', 'nobody'], 3, 'bill-unknown'],
    [['shadow', 'bill'], 2, 'Which bill?'],
    [['shadow', 'moon'], 2, 'unknown command'],
    [['shadow', 'journey', journeyId, '--code', file], 2, 'has no rules'],
    [['shadow', 'journey', journeyId, '--code', '/nowhere.js'], 2, 'can not be loaded'],
    [['shadow', 'journey', journeyId, '--policy', '@/nowhere'], 2, '--policy takes settings'],
    [['shadow', 'bill', '--recording', file], 2, 'is no recording of a bill'],
    [['backtest', '2024-05'], 2, 'What is to be otherwise?'],
    [['backtest', 'moon', '--order', 'reversed'], 2, 'moon is no month'],
    [['backtest', '2024-05', '--order', 'moon'], 2, 'moon is none of as-chosen'],
    [['backtest', '2024-05', '--rounds', 'x'], 2, '--rounds takes days'],
    [['backtest', '2024-05', '--most-tries', 'x'], 2, '--most-tries takes a whole number'],
    [['backtest', '2024-05', '--order', 'reversed'], 0, 'No bills of 2024-05.'],
    [['evidence', 'card', cardId, '--out', out], 0, 'sealed with'],
    [['evidence', 'card', 'nobody', '--out', out], 3, 'not-found'],
    [['evidence', 'bill', 'nobody', '--out', out], 3, 'bill-unknown'],
    [['evidence', 'verify', '/nowhere'], 2, 'is no pack of evidence'],
    [['why', 'nobody'], 3, 'bill-unknown'],
    [['why', 'a b'], 2, 'billId: '],
    [['bills', '--account', 'acc_nobody'], 0, 'No such bills.'],
    [['bills', '--status', 'moon'], 2, 'status: '],
    [['bills', '--period', 'moon'], 2, 'period: is no month'],
    [['bills', 'overdue'], 0, 'Nobody owes.'],
    [['bills', 'forecast', accountId], 0, 'nothing to bill'],
    [['bills', 'at-risk', accountId, '--why', 'x'], 3, 'nothing-to-bill'],
    [['bills', 'credit', 'nobody', '--why', 'x'], 3, 'bill-unknown'],
    [['bills', 'credit', 'nobody', '--minor', '0', '--why', 'x'], 2, '0 is no amount'],
    [['bills', 'pay-by-hand', 'nobody', '--why', 'x'], 2, '--reference'],
    [['bills', 'give-up-charge', 'nobody', '--why', 'x'], 2, '--key'],
  ];
}
