import { CancelledError, DeadlineExceededError, UnavailableError } from '@kurrent/kurrentdb-client';
import { appendTrouble, mayReadAgain } from './trouble';
import { TookTooLong } from './within';

/** As grpc-js throws it where the client has not made an error of its own (the feature call before an append). */
const bare = (code: number, details: string) => Object.assign(new Error(`${code}: ${details}`), { code, details });
const made = <E extends Error>(type: new (...args: never[]) => E): E =>
  Object.assign(Object.create(type.prototype) as E, { message: 'lost', type: 'lost' });

describe('trouble with an append', () => {
  it.each([
    ['the connection ended before the answer', made(UnavailableError), 'outcome-unknown'],
    ['the call was cancelled', made(CancelledError), 'outcome-unknown'],
    ['the deadline passed', made(DeadlineExceededError), 'outcome-unknown'],
    ['nothing came in time', new TookTooLong(5), 'outcome-unknown'],
    ['the feature call found nobody', bare(14, 'connect ECONNREFUSED'), 'not-sent'],
    ['there was no connection', bare(14, 'No connection established'), 'not-sent'],
    ['an error of ours', new TypeError('x'), 'refused'],
  ])('%s', (_what, error, trouble) => {
    expect(appendTrouble(error)).toBe(trouble);
  });

  it('reads are tried again where the store may come back, and only there', () => {
    expect(mayReadAgain(made(UnavailableError))).toBe(true);
    expect(mayReadAgain(bare(14, 'down'))).toBe(true);
    expect(mayReadAgain(new TypeError('x'))).toBe(false);
  });
});
