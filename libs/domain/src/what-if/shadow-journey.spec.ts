import { decideCardAddition } from '../card-addition/decide';
import type { CardAdditionCommand } from '../card-addition/commands';
import { evolveWorld, initialWorld, type CardAdditionWorld, type CardAdditionWrites } from '../card-addition/world';
import {
  ACCOUNT,
  accountRegistered,
  addCard,
  afterNoon,
  DAY,
  HOLD_ID,
  informationCompleted,
  JOURNEY,
  KEY,
  MINUTE,
  mobileNumberAdded,
  noteHoldAsked,
  submitCard,
  VISA,
} from '../fixtures';
import { evolveAccount, initialAccount } from '../account/state';
import { shadow, type RecordedCategory, type RecordedFact, type Recording } from '../what-if';
import { defaultBillingPolicy } from '../bill/policy';
import { SEALED } from '../fixtures/accounts';

type Step = readonly [afterMs: number, command: CardAdditionCommand];

const STREAMS: Readonly<Record<keyof CardAdditionWrites, readonly [RecordedCategory, string]>> = {
  journey: ['cardAddition', JOURNEY],
  account: ['account', ACCOUNT],
  wallet: ['wallet', ACCOUNT],
  fingerprint: ['cardFingerprint', VISA.fingerprint],
  number: ['mobileNumber', 'number-digest'],
};

/** What a log knows of a journey of these commands, of an account that has all but a card. */
function recorded(steps: readonly Step[], before = [mobileNumberAdded(), informationCompleted()]): Recording {
  const known = [accountRegistered(), ...before];
  let world: CardAdditionWorld = { ...initialWorld, account: known.reduce(evolveAccount, initialAccount) };
  const facts: RecordedFact[] = [];
  const note = (category: RecordedCategory, id: string, fact: RecordedFact['fact'], commandId: string): void => {
    const revision = facts.filter((one) => one.category === category).length;
    facts.push({ category, id, fact, commandId, revision, position: String(facts.length + 1) });
  };
  known.forEach((fact, n) => note('account', ACCOUNT, fact, `before/${n}`));
  steps.forEach(([afterMs, command], n) => {
    const writes = decideCardAddition(command, world, afterNoon(afterMs));
    world = evolveWorld(world, writes);
    for (const [key, list = []] of Object.entries(writes) as [keyof CardAdditionWrites, RecordedFact['fact'][]][]) {
      for (const fact of list) note(...STREAMS[key], fact, `${JOURNEY}/${n}`);
    }
  });
  return { kind: 'journey', id: JOURNEY, until: afterNoon(30 * DAY), facts, policy: defaultBillingPolicy };
}

const release: readonly Step[] = [
  [2 * MINUTE, { type: 'NoteReleaseAsked', key: `${JOURNEY}/void/1`, of: KEY, how: 'void', attempt: 1 }],
  [3 * MINUTE, { type: 'NoteVoided', key: `${JOURNEY}/void/1`, of: KEY, holdId: HOLD_ID }],
];
const start: readonly Step[] = [
  [0, addCard()],
  [MINUTE, submitCard()],
  [MINUTE, noteHoldAsked()],
];
const succeeded = recorded([
  ...start,
  [MINUTE, { type: 'NoteHoldPlaced', key: KEY, holdId: HOLD_ID, transStatus: 'Y' }],
  [MINUTE, { type: 'Succeed' }],
  ...release,
]);

const typesIn = (recording: Recording, policy: Record<string, unknown>, is: string) =>
  shadow(recording, { policy }).lines.flatMap((line) => (line.is === is ? [line.type] : []));

describe('X5 shadow replay of a journey', () => {
  it('is as it was recorded: a success, whose hold goes back', () => {
    const report = shadow(succeeded);
    expect(report.lines.map(({ type }) => type)).toContain('HoldVoided');
    expect([report.differences, report.refused, report.assumed]).toStrictEqual([0, [], 0]);
  });

  it('is as it was recorded: wrong codes, information, a bank page that was cancelled', () => {
    const recording = recorded(
      [
        [0, addCard()],
        [MINUTE, { type: 'SendEmailCode', digest: 'right', sealedCode: SEALED }],
        [2 * MINUTE, { type: 'ConfirmEmail', digest: 'wrong' }],
        [2 * MINUTE, { type: 'ConfirmEmail', digest: 'right' }],
        [3 * MINUTE, { type: 'SendSmsCode', numberHash: 'n', digest: 'sms', sealedNumber: SEALED, sealedCode: SEALED }],
        [4 * MINUTE, { type: 'ConfirmMobile', numberHash: 'n', digest: 'sms' }],
        [5 * MINUTE, { type: 'GiveInformation', accountType: 'individual', industry: 'software', sealed: SEALED }],
        [6 * MINUTE, submitCard()],
        [6 * MINUTE, noteHoldAsked()],
        [7 * MINUTE, { type: 'NoteBankPage', key: KEY, holdId: HOLD_ID, url: 'https://bank.example' }],
        [8 * MINUTE, { type: 'Cancel' }],
      ],
      [],
    );
    const report = shadow(recording);
    expect(report.lines.filter(({ is }) => is !== 'same').map(({ is, type }) => [is, type])).toStrictEqual([
      ['shadow-only', 'HoldReleaseAsked'], // the recording ends before it
      ['shadow-only', 'HoldVoided'],
    ]);
    expect(typesIn(recording, { wrongTries: 1 }, 'recorded-only')).toContain('EmailConfirmed');
    expect(shadow(recording, { policy: { wrongTries: 1 } }).refused[0]).toMatchObject({ code: 'code-void' });
  });

  it('a shorter wait for the card abandons the journey: what came after it is turned down', () => {
    const late = recorded([
      [0, addCard()],
      [20 * MINUTE, submitCard()],
      [20 * MINUTE, noteHoldAsked()],
    ]);
    const report = shadow(late, { policy: { cardWaitMs: 10 * MINUTE } });
    expect(report.lines.filter(({ is }) => is === 'shadow-only').map(({ type }) => type)).toStrictEqual([
      'CardAdditionAbandoned',
    ]);
    expect(report.refused.map(({ code }) => code)).toStrictEqual(['journey-over', 'journey-over']);
  });

  it('a card that is refused now never gets to the bank', () => {
    expect(typesIn(succeeded, { networks: ['mastercard'] }, 'shadow-only')).toStrictEqual(['CardAdditionFailed']);
    expect(typesIn(succeeded, { networks: ['mastercard'] }, 'recorded-only')).toContain('HoldAsked');
  });

  it('a card that is taken now and was refused then is held by the pretend bank, and that is told', () => {
    const prepaid = { ...submitCard(), card: { ...VISA, funding: 'prepaid' } } as CardAdditionCommand;
    const refused = recorded([
      [0, addCard()],
      [MINUTE, prepaid],
    ]);
    expect(shadow(refused).differences).toBe(0);
    const report = shadow(refused, { policy: { fundings: ['credit', 'prepaid'] } });
    expect(report.lines.map(({ type }) => type)).toContain('CardAdditionSucceeded');
    expect(report.assumed).toBe(2);
  });

  it('a decline is the same failure again; a recording of nothing is turned down', () => {
    const declined = recorded([
      ...start,
      [MINUTE, { type: 'NoteHoldDeclined', key: KEY, networkCode: '51' }],
      [MINUTE, { type: 'Fail', failure: { result: 'hold-declined', networkCode: '51' } }],
    ]);
    expect(shadow(declined).differences).toBe(0);
    expect(() => shadow({ ...declined, facts: [] })).toThrow(RangeError);
    expect(() => shadow(declined, { policy: { colour: 'red' } })).toThrow(RangeError);
  });
});
