import { NOON } from '../fixtures';
import { later } from '../instant';
import { type AskAnswer, answerAsk, needsSecondPerson, noteAsk, openAsks } from './answer-ask';
import type { OperatorLogEvent } from './events';
import { evolveOperatorLog, firstBrokenLink, initialOperatorLog, noteAct, type OperatorLog } from './operator-log';

const DAY_MS = 86_400_000;
const hashOf = (text: string): string => String(text.length + text.charCodeAt(text.length - 3));
const ASK = { by: 'op_1', act: 'terminate', on: 'cardAddition/1', why: 'beyond help', details: { note: 'x' } } as const;
const NAME = '202405-1';
const yes = (over: Partial<AskAnswer> = {}): AskAnswer => ({ by: 'op_2', ask: NAME, yes: true, why: 'seen', ...over });

const folded = (entries: readonly OperatorLogEvent[], log: OperatorLog = initialOperatorLog): OperatorLog =>
  entries.reduce(evolveOperatorLog, log);

describe('asks: what needs a second person', () => {
  const asked = noteAsk(ASK, { log: initialOperatorLog, earlier: initialOperatorLog }, NOON, hashOf);
  const months = { log: folded(asked), earlier: initialOperatorLog };
  const answer = (given: AskAnswer, over = months, at = later(NOON, 1_000)) => answerAsk(given, over, at, hashOf);

  it('only acts that nobody can take back', () => {
    expect(needsSecondPerson('terminate')).toBe(true);
    expect(needsSecondPerson('cancel')).toBe(false);
  });

  it('an ask waits, with all that was said, until somebody else says yes', () => {
    const { by, act, on, why, details } = ASK;
    expect(openAsks(months, NOON)).toStrictEqual([{ name: NAME, act, on, by, why, details, at: NOON }]);
    const approved = answer(yes());
    expect(approved[0]!.data).toMatchObject({
      ...{ no: 2, by: 'op_2', act: 'approve', on, details: { ask: NAME, act } },
    });
    const after = folded(approved, months.log);
    expect(openAsks({ ...months, log: after }, NOON)).toStrictEqual([]);
    expect(firstBrokenLink([{ month: '202405', entries: [...asked, ...approved] }], hashOf)).toBeUndefined();
  });

  it('is answered once, whoever is first, also over the end of a month', () => {
    const after = folded(answer(yes({ yes: false, why: 'no' })), months.log);
    expect(() => answer(yes(), { ...months, log: after })).toThrow('ask-answered');
    const june = { log: initialOperatorLog, earlier: months.log };
    expect(openAsks(june, NOON)).toHaveLength(1);
    const answered = { ...june, log: folded(answer(yes(), june)) };
    expect(openAsks(answered, NOON)).toStrictEqual([]);
    expect(() => answer(yes(), answered)).toThrow('ask-answered');
  });

  it.each<[string, Partial<AskAnswer>, number]>([
    ['second-person-needed', { by: 'op_1' }, 0],
    ['ask-unknown', { ask: '202405-9' }, 0],
    ['reason-missing', { why: ' ' }, 0],
    ['ask-lapsed', {}, 7 * DAY_MS],
  ])('refuses: %s', (code, over, ms) => {
    expect(() => answer(yes(over), months, later(NOON, ms))).toThrow(code);
  });

  it('whoever asked may take it back; what is no ask can not be answered; a lapsed one is not shown', () => {
    expect(answer(yes({ by: 'op_1', yes: false }))[0]!.data.act).toBe('turn-down');
    const plain = noteAct(
      { ...ASK, act: 'cancel' },
      { log: initialOperatorLog, earlier: initialOperatorLog },
      NOON,
      hashOf,
    );
    expect(() => answer(yes(), { ...months, log: folded(plain) })).toThrow('ask-unknown');
    expect(openAsks(months, later(NOON, 7 * DAY_MS))).toStrictEqual([]);
  });
});
