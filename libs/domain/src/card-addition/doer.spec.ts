import { doerOf } from './doer';

type Commands = Parameters<typeof doerOf>[0];

const ofType = (type: Commands['type']) => doerOf({ type, because: 'system-error' } as Commands);

describe('whose doing the facts of a journey are', () => {
  it.each([
    ['customer', ['AddCard', 'SendEmailCode', 'ConfirmEmail', 'SendSmsCode', 'ConfirmMobile', 'GiveInformation']],
    ['customer', ['SubmitCard', 'ChangeValidity', 'Cancel']],
    ['bank', ['NoteHoldPlaced', 'NoteHoldDeclined', 'NoteBankPage', 'NoteVoided', 'NoteRefunded', 'NoteNothingHeld']],
    ['onfile', ['NoteHoldAsked', 'NoteHoldUnknown', 'NoteReleaseAsked', 'NoteReleaseDelayed']],
    ['onfile', ['Succeed', 'Fail', 'Abandon', 'BreakOff']],
  ] as const)('%s: %j', (doer, types) => {
    for (const type of types) expect(ofType(type)).toBe(doer);
  });

  it('an operator who broke it off, by name where it is known', () => {
    expect(doerOf({ type: 'BreakOff', because: 'cancelled-by-us', by: 'op_grace' })).toBe('op_grace');
    expect(doerOf({ type: 'BreakOff', because: 'cancelled-by-us' })).toBe('operator');
  });
});
