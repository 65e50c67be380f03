/** Whose doing a fact is; anybody else is an operator, by name. */
const WHO = {
  customer: 'by the customer',
  bank: 'by the bank',
  onfile: 'by Onfile itself',
  operator: 'by an operator',
};

/** The words of what is explained, and of what is done about it. */
export const explain = {
  journey: 'Journey',
  change: 'Change of validity',
  ofAccount: 'of account',
  by: (who: string) => (WHO as Readonly<Record<string, string>>)[who] ?? `by ${who}`,
  timeline: 'What happened',
  timelineText: 'Every fact of the log, in its order. Times are UTC.',
  workflow: 'What its workflow is doing',
  workflowText: 'The engine’s own view, beside the facts.',
  away: 'The workflow can not be asked at the moment. The facts beside are complete.',
  none: 'It has no workflow (any more). The facts are what there is to know.',
  facts: {
    state: 'State',
    step: 'At step',
    hold: 'Hold',
    result: 'Result',
    account: 'Account',
    status: 'Status',
    id: 'Workflow',
    run: 'Run',
    began: 'Began',
    ended: 'Ended',
    events: 'Events',
  },
  taskFails: (attempt: number) => `Its own code fails (attempt ${attempt})`,
  activities: 'Waits for these to be done',
  noActivities: 'Nothing is waiting to be done.',
  attempt: (attempt: number) => `attempt ${attempt}`,
  next: 'next at',
  lastFailure: 'Last failure',
  timers: 'Waits at most until',
  steps: 'Steps that it can be reset to',
  stepBegan: 'began',
  reapplied: 'Comes again',
  again: 'Done again, under the same keys',
  nothing: 'nothing',
  ledger: 'Ledger of the hold',
  ledgerText: 'Each movement of the money, and what the bank holds after it.',
  held: (amount: string) => `held: ${amount}`,
  heldUnknown: 'nobody knows',
  log: 'What operators did about it',
  noLog: 'No operator has acted on it.',
} as const;

/** What operators may do to a journey, in words. */
export const acts = {
  title: 'Act',
  over: 'Its workflow is over: there is nothing to act on.',
  willDo: 'What this will do',
  did: 'What it did',
  asked: 'Asked for',
  askedText: (ask: string) =>
    `Nobody can take this back, so it waits as ${ask} until another operator says yes. Nothing has been done yet.`,
  confirm: {
    pause: 'Pause it',
    resume: 'Resume it',
    retry: 'Try again now',
    reset: 'Reset it',
    cancel: 'End it',
    terminate: 'Ask for it',
  },
  names: {
    pause: 'Pause',
    resume: 'Resume',
    retry: 'Retry now',
    reset: 'Reset to a step',
    cancel: 'Cancel',
    terminate: 'Terminate',
  },
  titles: {
    pause: 'Pause this journey?',
    resume: 'Resume this journey?',
    retry: 'Try again now?',
    reset: 'Reset this journey to a step?',
    cancel: 'Cancel this journey?',
    terminate: 'Terminate this workflow?',
  },
  text: {
    pause: 'It does nothing until it is resumed. What the bank is doing already goes on; its answer is taken in then.',
    resume: 'It goes on where it was.',
    retry:
      'What waits for another attempt is tried at once, and what waits for the bank looks again. The keys stay the same, so that no money moves twice.',
    reset:
      'A new run goes on from the step. What the log knows already is not done anew, and the bank is asked under the same keys: it never holds twice.',
    cancel: 'It ends by itself, gives back what it holds, and is over for the customer.',
    terminate:
      'Its workflow ends at once, without a word to it. A workflow of its own gives back what it left at the bank. Only for what is beyond help: cancel ends it in order.',
  },
  waits: 'Tried at once',
  noneWaits: 'Nothing waits for an attempt; it is told to look again at the bank.',
  step: 'Step',
  stepMissing: 'Choose the step.',
  noSteps: 'It has taken no step that it could go back to.',
  entry: 'It stands in the',
  secondPerson: 'Nobody can take this back: it is only asked for now, and done once another operator has said yes.',
} as const;

/** Acting on many journeys. */
export const bulk = {
  title: 'Act on all of these',
  which: 'Which journeys',
  what: 'What to do',
  step: 'Step to go back to',
  stepHint: 'Such as hold, card or email: as a journey names it. Those that never took it are refused, and told.',
  neverTook: (step: string) => `It never took the step ${step}, and is left as it is.`,
  stepInvalid: 'Write the name of a step: small letters.',
  count: 'Count them (dry run)',
  wouldDo: (act: string, count: number) =>
    `${act}: this would be done to ${count === 1 ? 'one journey' : `${count} journeys`}`,
  wouldDoText: 'Nothing has been done yet. These are they, as they stand now:',
  andMore: (count: number) => `… and ${count} more`,
  none: 'There are no such journeys (any more).',
  go: (count: number) => (count === 1 ? 'Do it to this one' : `Do it to these ${count}`),
  stop: 'Stop',
  goOn: 'Go on',
  progress: 'Progress',
  counting: (count: number) => `${count} found …`,
  doing: (done: number, all: number) => `${done} of ${all}`,
  done: (done: number, refused: number, left: number) =>
    `${done} done, ${refused} refused${left > 0 ? `, ${left} left` : ''}.`,
  stopped: 'Stopped. What was done is done once: going on does nothing twice.',
  outcomes: 'What was done',
  back: 'Back to the list',
} as const;
