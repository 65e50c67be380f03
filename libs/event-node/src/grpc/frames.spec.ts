import { CallError, Status } from './call-error';
import { frame, FrameReader } from './frames';
import { timeoutMs } from './timeout';
import { errorTrailers } from './trailers';

describe('messages in frames', () => {
  const messages = ['', 'a', 'bc'.repeat(300), 'last'].map((text) => Buffer.from(text));
  const bytes = Buffer.concat(messages.map(frame));

  it.each([1, 2, 3, 5, 7, 100, 10_000])('are found however they are cut: every %d bytes', (size) => {
    const reader = new FrameReader(1_000);
    const found: string[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      found.push(...reader.push(bytes.subarray(at, at + size)).map((message) => message.toString()));
    }
    expect(found).toEqual(messages.map((message) => message.toString()));
    expect(reader.isCut).toBe(false);
  });

  it('that end too early are known', () => {
    const reader = new FrameReader(1_000);
    reader.push(bytes.subarray(0, bytes.length - 1));
    expect(reader.isCut).toBe(true);
  });

  it('may be as long as allowed, not longer', () => {
    expect(new FrameReader(3).push(frame(Buffer.from('abc')))).toHaveLength(1);
    expect(() => new FrameReader(2).push(frame(Buffer.from('abc')))).toThrow('longer than 2');
  });

  it('must not be compressed', () => {
    const compressed = frame(Buffer.from('abc'));
    compressed[0] = 1;
    expect(() => new FrameReader(10).push(compressed)).toThrow(CallError);
  });
});

describe('what a call says in headers', () => {
  it.each([
    ['10S', 10_000],
    ['250m', 250],
    ['2M', 120_000],
    ['1H', 3_600_000],
    ['5u', 0.005],
  ])('a time limit of %s is %d ms', (header, ms) => expect(timeoutMs(header)).toBeCloseTo(ms));

  it.each([undefined, '', 'S', '10', '123456789S', '-1S'])('no time limit: %s', (header) =>
    expect(timeoutMs(header)).toBeUndefined(),
  );

  it('an error goes into trailers of ASCII', () => {
    const error = new CallError(Status.failedPrecondition, 'Größe: 100%\n', {
      'stream-name': 'größe-1',
      'x-bin': Buffer.from([1, 2]),
    });
    expect(errorTrailers(error)).toEqual({
      'grpc-status': '9',
      'grpc-message': 'Gr%C3%B6%C3%9Fe: 100%25%0A',
      'stream-name': 'gr%C3%B6%C3%9Fe-1',
      'x-bin': 'AQI',
    });
  });
});
