/** The words of the operator log. */
export const log = {
  title: 'Operator log',
  lead: 'Who did what, on what, and why. Each entry was written before the act was done.',
  empty: 'No such entries',
  whole: 'The record is whole',
  wholeText: (entries: number, months: number) =>
    `${entries === 1 ? '1 entry' : `${entries} entries`} in ${months === 1 ? '1 month' : `${months} months`}, each as it was written.`,
  broken: 'The record is broken',
  brokenText: (entry: string, why: string) => `${entry} is the first that is not as it was written: ${why}.`,
  why: {
    changed: 'it was changed',
    number: 'an entry before it is gone',
    link: 'it does not follow the one before it',
  },
  verify: 'Verify again',
  by: 'By operator',
  on: 'On what, such as cardAddition/…',
  show: 'Show',
  answers: { ask: 'Asked for', approve: 'Said yes to', 'turn-down': 'Said no to' } as Readonly<Record<string, string>>,
} as const;

/** The words of the read models. */
export const readModels = {
  title: 'Read models',
  lead: 'What is shown is made from the log. How far each read model is, and what could not be taken in.',
  end: (position: string) => `The log is at position ${position}.`,
  upToDate: 'up to date',
  behind: 'behind',
  behindBy: (count: string) => `behind by ${count} positions`,
  empty: 'nothing yet',
  at: 'at',
  aside: 'Put aside',
  asideText: 'Events that could not be read. Their streams wait behind them; all others go on.',
  none: 'Nothing was put aside.',
  cause: 'Cause',
  since: 'Since',
  models: 'Waiting in',
  heldBack: 'Events behind it',
  retry: {
    name: 'Try again',
    title: 'Take this event in again?',
    text: 'The event and those behind it are taken in, by a build that can read them. What can not be read is put aside again.',
    confirm: 'Try again',
  },
  skip: {
    name: 'Let go of it',
    title: 'Let go of this event for good?',
    text: 'The read models go on without it, and rebuilds let go of it as well. The fact stays in the log. Nobody can take this back.',
    confirm: 'Let go of it',
  },
  did: (caughtUp: string, again: string) =>
    `Caught up: ${caughtUp === '' ? 'none' : caughtUp}.${again === '' ? '' : ` Put aside again: ${again}.`}`,
} as const;

/** The words of what waits for a second person. */
export const approvals = {
  title: 'Approvals',
  lead: 'What nobody can take back is asked for by one operator, and done when another says yes.',
  empty: 'Nothing waits for a second person',
  on: 'On',
  by: 'Asked for by',
  at: 'Asked',
  until: 'Lapses',
  own: 'You have asked for this yourself: somebody else has to say yes.',
  lookOnly: 'You may look, and not answer.',
  takeBack: 'Take it back',
  approve: {
    name: 'Say yes',
    title: 'Say yes to this?',
    text: (act: string, on: string) => `${act} is done at once, on ${on}. Nobody can take it back.`,
    confirm: 'Yes, do it',
  },
  refuse: {
    name: 'Say no',
    title: 'Say no to this?',
    text: 'Nothing is done. It can be asked for anew.',
    confirm: 'Say no',
  },
} as const;

/** The words of packs of evidence (X10). */
export const evidence = {
  name: 'Evidence pack',
  saved: (entries: number) =>
    `Saved, as JSON and as a document: ${entries === 1 ? '1 fact' : `${entries} facts`} in a chain of hashes. Verify it by onfile evidence verify.`,
} as const;

/** The words of the view doctor (X15). */
export const doctor = {
  models: 'How far each is',
  check: 'Check a sample',
  compare: 'Compare',
  rebuild: 'Rebuild',
  named: (what: string, model: string) => `${what}: ${model}`,
  checked: (sampled: number) => `${sampled} rows taken by chance are as the log makes them.`,
  checkedNone: 'It has no rows yet.',
  differs: (count: number, sampled: number) =>
    `${count} of ${sampled} rows taken by chance differ from what the log makes of them:`,
  titles: { compare: 'Compare it with a clean rebuild?', rebuild: 'Rebuild it and put it in place?' },
  texts: {
    compare:
      'It is filled anew from the whole log, beside the live one, and both are compared. The live rows stay as they are.',
    rebuild:
      'It is filled anew from the whole log, beside the live one, compared, and put in its place. Reading goes on meanwhile.',
  },
  confirm: { compare: 'Compare it', rebuild: 'Rebuild it' },
  did: (model: string) => `Under way: ${model} is filled anew. How far it is stands below.`,
  jobs: 'Rebuilds',
  noJobs: 'None yet.',
  compareOnly: 'comparison',
  swapIn: 'rebuild',
  events: (count: number) => (count === 1 ? '1 event' : `${count} events`),
  way: (position: string, goal: string) => `at ${position} of ${goal}`,
  equal: (rows: number) => `Equal: ${rows} rows here and there.`,
  unequal: (onlyLive: number, onlyRebuilt: number) =>
    `They differ: ${onlyLive} rows only in the live one, ${onlyRebuilt} only in the rebuilt one.`,
  swapped: 'The rebuilt one is in place.',
  kept: 'The live one was kept.',
} as const;
