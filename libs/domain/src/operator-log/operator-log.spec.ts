import { NOON } from '../fixtures';
import { Refusal } from '../refusal';
import type { OperatorLogEvent } from './events';
import {
  evolveOperatorLog,
  firstBrokenLink,
  initialOperatorLog,
  noteAct,
  type OperatorIntent,
  type OperatorLog,
} from './operator-log';

/** No real hash, but another text is another one. */
const hashOf = (text: string): string =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7).toString(36);

const cancel = (on: string): OperatorIntent => ({ by: 'op_1', act: 'cancel', on, why: 'the customer asked' });

function monthOf(earlier: OperatorLog, ...intents: OperatorIntent[]) {
  let log = initialOperatorLog;
  const entries: OperatorLogEvent[] = [];
  for (const intent of intents) {
    const noted = noteAct(intent, { log, earlier }, NOON, hashOf);
    log = noted.reduce(evolveOperatorLog, log);
    entries.push(...noted);
  }
  return { log, entries };
}

describe('S20 the log of what operators did', () => {
  const may = monthOf(initialOperatorLog, cancel('cardAddition/1'), cancel('cardAddition/2'), cancel('cardAddition/3'));
  const june = monthOf(may.log, cancel('cardAddition/4'), cancel('cardAddition/5'));
  const whole = [
    { month: '202405', entries: may.entries },
    { month: '202406', entries: june.entries },
  ];
  const withMay = (entries: OperatorLogEvent[]) => [{ month: '202405', entries }, whole[1]!];

  it('is whole when nothing was touched, over the end of a month too', () => {
    expect(firstBrokenLink(whole, hashOf)).toBeUndefined();
    expect(firstBrokenLink([], hashOf)).toBeUndefined();
    expect(june.entries[0]!.data.before).toBe(may.log.last);
  });

  it('names the entry that was edited, whatever of it was', () => {
    const { entries } = may;
    const edits: Partial<OperatorLogEvent['data']>[] = [
      { by: 'op_2' },
      { act: 'terminate' },
      { on: 'cardAddition/9' },
      { why: 'no reason' },
      { details: { step: 'card' } },
    ];
    for (const edit of edits) {
      const edited = entries.map((entry, n) => (n === 1 ? { ...entry, data: { ...entry.data, ...edit } } : entry));
      expect(firstBrokenLink(withMay(edited), hashOf)).toStrictEqual({ month: '202405', no: 2, why: 'changed' });
    }
    const later = entries.map((entry, n) => (n === 1 ? { ...entry, at: '2024-05-11T00:00:00.000Z' } : entry));
    expect(firstBrokenLink(withMay(later), hashOf)).toStrictEqual({ month: '202405', no: 2, why: 'changed' });
  });

  it('names the entry after the one that was deleted, the last of a month too', () => {
    const [first, second, third] = may.entries as [OperatorLogEvent, OperatorLogEvent, OperatorLogEvent];
    expect(firstBrokenLink(withMay([first, third]), hashOf)).toStrictEqual({ month: '202405', no: 2, why: 'number' });
    expect(firstBrokenLink(withMay([first, second]), hashOf)).toStrictEqual({ month: '202406', no: 1, why: 'link' });
    expect(firstBrokenLink([whole[1]!], hashOf)).toStrictEqual({ month: '202406', no: 1, why: 'link' });
  });

  it('names the entry after one that was written anew with its hash', () => {
    const forged = monthOf(initialOperatorLog, cancel('cardAddition/1'), cancel('cardAddition/forged')).entries;
    const entries = [...forged, may.entries[2]!];
    expect(firstBrokenLink(withMay(entries), hashOf)).toStrictEqual({ month: '202405', no: 3, why: 'link' });
  });

  it('takes no act without a reason', () => {
    const noted = () =>
      noteAct({ ...cancel('x'), why: ' \t' }, { log: initialOperatorLog, earlier: may.log }, NOON, hashOf);
    expect(noted).toThrow(Refusal);
    expect(noted).toThrow('reason-missing');
  });
});
