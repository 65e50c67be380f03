import { decideCardAddition } from '../card-addition/decide';
import type { CardAdditionCommand } from '../card-addition/commands';
import { evolveWorld, initialWorld, type CardAdditionWorld, type CardAdditionWrites } from '../card-addition/world';
import {
  ACCOUNT,
  accountRegistered,
  addCard,
  afterNoon,
  CHANGE,
  changeValidity,
  DAY,
  HOLD_ID,
  informationCompleted,
  JOURNEY,
  KEY,
  MINUTE,
  mobileNumberAdded,
  noteHoldAsked,
  onFile,
  submitCard,
  VISA,
} from '../fixtures';
import { evolveAccount, initialAccount } from '../account/state';
import { holdKey } from '../card-addition/hold';
import type { ValidityChangeCommand } from '../card-validity-change/commands';
import { decideValidityChange } from '../card-validity-change/decide';
import {
  evolveValidityChangeWorld,
  initialValidityChangeWorld,
  type ValidityChangeWorld,
} from '../card-validity-change/world';
import { evolveWallet, initialWallet } from '../wallet/state';
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

  it.each(['cancelled-by-us', 'system-error'] as const)('what was broken off (%s) is broken off again', (because) => {
    const before = recorded([
      [0, addCard()],
      [MINUTE, { type: 'BreakOff', because, by: 'op_grace' }],
    ]);
    const after = recorded([
      [0, addCard()],
      [MINUTE, submitCard()],
      [MINUTE, noteHoldAsked()],
      [2 * MINUTE, { type: 'NoteBankPage', key: KEY, holdId: HOLD_ID, url: 'https://bank.example' }],
      [3 * MINUTE, { type: 'BreakOff', because, by: 'op_grace' }],
    ]);
    expect(shadow(before).differences).toBe(0);
    expect(typesIn(after, {}, 'recorded-only')).toStrictEqual([]);
    expect(shadow(after).refused).toStrictEqual([]);
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

describe('X5 shadow replay of a change of validity', () => {
  const key = holdKey(CHANGE);
  const begun: readonly ValidityChangeCommand[] = [
    changeValidity(),
    { ...(noteHoldAsked() as Extract<ValidityChangeCommand, { type: 'NoteHoldAsked' }>), key },
  ];
  const given: readonly ValidityChangeCommand[] = [
    { type: 'NoteReleaseAsked', key: `${CHANGE}/void/1`, of: key, how: 'void', attempt: 1 },
    { type: 'NoteVoided', key: `${CHANGE}/void/1`, of: key, holdId: HOLD_ID },
  ];

  /** What a log knows of a change of these commands, five minutes apart, of card `a` on file. */
  function changed(commands: readonly ValidityChangeCommand[]): Recording {
    const account = accountRegistered();
    const card = onFile('a');
    let world: ValidityChangeWorld = {
      ...initialValidityChangeWorld,
      account: evolveAccount(initialAccount, account),
      wallet: evolveWallet(initialWallet, card),
    };
    const facts: RecordedFact[] = [];
    const note = (category: RecordedCategory, id: string, fact: RecordedFact['fact'], commandId: string): void => {
      const revision = facts.filter((one) => one.category === category).length;
      facts.push({ category, id, fact, commandId, revision, position: String(facts.length + 1) });
    };
    note('account', ACCOUNT, account, 'before');
    note('wallet', ACCOUNT, card, 'before');
    commands.forEach((command, n) => {
      const writes = decideValidityChange(command, world, afterNoon(n * 5 * MINUTE));
      world = evolveValidityChangeWorld(world, writes);
      for (const fact of writes.journey ?? []) note('cardValidityChange', CHANGE, fact, `${CHANGE}/${n}`);
      for (const fact of writes.wallet ?? []) note('wallet', ACCOUNT, fact, `${CHANGE}/${n}`);
    });
    return { kind: 'journey', id: CHANGE, until: afterNoon(30 * DAY), facts, policy: defaultBillingPolicy };
  }

  it('is as it was recorded: a new date that counts, and one that the bank refused', () => {
    const proven = changed([...begun, { type: 'NoteHoldPlaced', key, holdId: HOLD_ID }, { type: 'Succeed' }, ...given]);
    const report = shadow(proven);
    expect(report.lines.map(({ type }) => type)).toContain('ValidityChangeSucceeded');
    expect([report.differences, report.refused, report.assumed]).toStrictEqual([0, [], 0]);
    const refused = changed([
      ...begun,
      { type: 'NoteHoldDeclined', key, networkCode: '51' },
      { type: 'Fail', failure: { result: 'hold-declined', networkCode: '51' } },
    ]);
    expect(shadow(refused).differences).toBe(0);
  });

  it('a bank page that may stay silent for less time fails it sooner', () => {
    const late = changed([
      ...begun,
      { type: 'NoteBankPage', key, holdId: HOLD_ID, url: 'https://bank.example' },
      { type: 'NoteHoldPlaced', key, holdId: HOLD_ID, transStatus: 'Y' },
      { type: 'Succeed' },
      ...given,
    ]);
    expect(shadow(late).differences).toBe(0);
    const report = shadow(late, { policy: { bankPageMs: 30_000 } });
    expect(report.lines.filter(({ is }) => is === 'shadow-only').map(({ type }) => type)).toStrictEqual([
      'ValidityChangeFailed',
    ]);
    expect(() => shadow({ ...late, facts: [] })).toThrow(RangeError);
  });
});
