const SETTINGS = { bill: '{"unknownMs":3600000}', journey: '{"networks":["mastercard"]}' };

/** The words of shadow replays (X5). */
export const shadow = {
  title: (what: string) => `Shadow replay of ${what}`,
  name: 'Shadow replay',
  lead: 'What happened, run anew by the rules of now and by other settings, against a pretend bank that answers as it is on record to have answered. Nothing real is touched: this page only reads.',
  toJourney: 'The journey',
  toBill: 'The bill',
  policy: 'Settings that are to be otherwise',
  policyHint: (kind: 'bill' | 'journey') =>
    `JSON, by the names of the settings, such as ${SETTINGS[kind]}. Empty: as they were.`,
  policyInvalid: 'Write settings as JSON: {"name": value}.',
  noSuchSetting: (why: string) => `There is no such setting: ${why}.`,
  go: 'Run the shadow',
  same: (facts: number) => `The shadow is as it was recorded: ${facts === 1 ? '1 fact' : `${facts} facts`}.`,
  differs: (differences: number, facts: number) =>
    `${differences} of ${facts === 1 ? '1 fact' : `${facts} facts`} would be different.`,
  found: 'The difference in facts',
  showSame: 'Show what is the same, too',
  is: {
    same: 'Same',
    moved: 'At another time',
    'recorded-only': 'Recorded, would not be',
    'shadow-only': 'Would be, is not recorded',
  },
  recorded: 'recorded',
  wouldBe: 'would be',
  refused: 'Refused now',
  refusedText: (what: string, code: string) => `${what}: ${code}`,
  assumed: (answers: number) =>
    `${answers === 1 ? 'One answer' : `${answers} answers`} of the bank ${answers === 1 ? 'is' : 'are'} not on record: assumed as the card was last seen.`,
  otherCode: 'Changed code runs on the command line: onfile shadow, with --code or from a checkout of it.',
} as const;

/** The words of histories of workflows (X14). */
export const histories = {
  title: 'Histories of its workflows',
  text: 'One file a run, which the deploy gate and Temporal’s own tools replay.',
  none: 'It has no workflow (any more).',
  asKept: 'Save as it is kept',
  asKeptOf: (run: string) => `Save as it is kept: ${run}`,
  inClear: 'Save in clear',
  inClearOf: (run: string) => `Save in clear: ${run}`,
  saved: (file: string) => `Saved as ${file}.`,
  readTitle: 'Read this history in clear?',
  readText:
    'Its payloads are written without encryption, so that it replays without keys. What is sealed for a person stays sealed, but tokens of cards are in clear: keep the file as you keep keys.',
  readConfirm: 'Read it and save it',
  read: (file: string) => `Noted, read and saved as ${file}.`,
} as const;
