import { OnfileProblem, type ProblemBody } from '@onfile/api-client';
import { readFileSync } from 'node:fs';
import { endOf, EXIT, UsageError } from './exit-codes';

const problem = (code: string, status: number, more: object = {}) =>
  new OnfileProblem({ code, status, detail: 'It is so.', nextStep: 'Do this.', ...more } as ProblemBody);

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('how a command ends, and its words', () => {
  it.each([
    ['a wrong word that the command knows', new UsageError('no such word'), EXIT.usage, 'no such word'],
    [
      'a wrong word that the api knows, and which it was',
      problem('request-invalid', 400, { errors: [{ field: 'period', message: 'is no month' }] }),
      EXIT.usage,
      'request-invalid: Something that was given does not have the form that is needed:\n  period: is no month',
    ],
    [
      'a name that nothing has: where to look, not an address that nobody saw',
      problem('not-found', 404),
      EXIT.refused,
      'not-found: There is nothing of this name. Look for it: onfile find, onfile runs, onfile read-models.',
    ],
    [
      'something that time heals: from when on',
      problem('period-not-over', 409, { retryAt: '2024-06-02T19:00:00.000Z' }),
      EXIT.refused,
      'period-not-over: It is so. Do this. (2024-06-02T19:00:00.000Z)',
    ],
    [
      'another refusal, in the words of the api',
      problem('bill-paid', 409),
      EXIT.refused,
      'bill-paid: It is so. Do this.',
    ],
    ['a part that is away', problem('try-again-later', 503), EXIT.away, 'try-again-later: It is so. Do this.'],
    ['nobody there', new TypeError('fetch failed'), EXIT.away, /^Onfile can not be reached: fetch failed\./],
    [
      'a right that one does not have',
      problem('not-allowed', 403),
      EXIT.notAllowed,
      /^not-allowed: This is not for you/,
    ],
    ['a token that is none', problem('token-invalid', 401), EXIT.notAllowed, /^token-invalid: ONFILE_TOKEN/],
    [
      'a file of one’s own that can not be used',
      thrownBy(() => readFileSync('/dev/null/pack.json')),
      EXIT.usage,
      /^\/dev\/null\/pack\.json can not be used: ENOTDIR/,
    ],
  ])('%s', (_what, error, code, words) => {
    const end = endOf(error);
    expect(end.code).toBe(code);
    expect(end.words).toMatch(typeof words === 'string' ? new RegExp(`^${escaped(words)}$`) : words);
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
