import type { AnyFact } from './model/category';
import { plain, type Category } from './model/category';
import { asStored, decode, encode } from './codec';
import type { RawEvent } from './model/raw-event';
import { streamOf } from './model/stream-handle';
import { stream } from './stream';

const AT = '2024-05-10T08:00:00.000Z';
const wallet = stream('wallet', 'acc1');
const account = stream('account', 'acc1');
const madeDefault: AnyFact = { type: 'DefaultCardSet', at: AT, data: { cardId: 'c1', because: 'chosen' } };
const author = { commandId: 'cmd', bodyHash: 'hash', actor: 'someone' };

/** The event as the store would give it back. */
const raw = (change: Partial<RawEvent> = {}): RawEvent => {
  const { id, type, data, metadata } = encode(wallet, madeDefault, 0, author);
  return { id, type, data, metadata, stream: wallet.name, revision: 3, position: '77', ...change };
};

describe('codec', () => {
  it('gives back what it was given, with its place, command, body and author', () => {
    expect(decode(raw())).toStrictEqual({
      fact: madeDefault,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) as string,
      stream: 'wallet-acc1',
      revision: 3,
      position: '77',
      ...author,
    });
  });

  it('writes text only as metadata, which appends to several streams need', () => {
    expect(Object.values(encode(wallet, madeDefault, 0, author).metadata).every((it) => typeof it === 'string')).toBe(
      true,
    );
  });

  it.each([
    ['a type of no category', { type: 'CardEaten' }, 'fact-type-unknown'],
    ['a type of another category', { type: 'JourneyOpened' }, 'fact-type-unknown'],
    ['a name that every object has', { type: 'constructor' }, 'fact-type-unknown'],
    ['a stream of no category', { stream: 'robot-1' }, 'fact-type-unknown'],
    ['a version of the future', { metadata: { at: AT, commandId: 'c', v: '2' } }, 'fact-version-unknown'],
    ['a version before the first', { metadata: { at: AT, commandId: 'c', v: '0' } }, 'fact-version-unknown'],
    ['a version that is no number', { metadata: { at: AT, commandId: 'c', v: 'x' } }, 'fact-version-unknown'],
    ['no metadata', { metadata: undefined }, 'fact-malformed'],
    ['no time', { metadata: { commandId: 'c', v: '1' } }, 'fact-malformed'],
    ['a time that is none', { metadata: { at: 'noon', commandId: 'c', v: '1' } }, 'fact-malformed'],
    ['no command', { metadata: { at: AT, v: '1' } }, 'fact-malformed'],
    ['no content', { data: 'text' }, 'fact-malformed'],
    ['data that is a list', { data: { data: [] } }, 'fact-malformed'],
    ['a sealed part where none belongs', { data: { data: {}, sealed: 's1.x' } }, 'fact-malformed'],
    ['a sealed part that is no text', { data: { data: {}, sealed: 7 } }, 'fact-malformed'],
  ])('refuses %s', (_what, change, code) => {
    const refused = (): unknown => decode(raw(change));
    expect(refused).toThrow(expect.objectContaining({ name: 'FactUnreadable', code }) as Error);
  });

  it('refuses to write what it could not read, and personal fields outside of the sealed part', () => {
    const unknown: AnyFact = { ...madeDefault, type: 'CardEaten' };
    expect(() => encode(wallet, unknown, 0, author)).toThrow(
      expect.objectContaining({ code: 'fact-type-unknown' }) as Error,
    );
    const bare: AnyFact = { type: 'MobileNumberAdded', at: AT, data: { journeyId: 'j', numberHash: 'h' } };
    expect(() => encode(account, bare, 0, author)).toThrow(
      expect.objectContaining({ code: 'fact-malformed' }) as Error,
    );
  });

  it('tells where a fact stands that it refuses, and nothing of its content', () => {
    const secret = raw({ type: 'CardEaten', data: { data: { name: 'canary' } } });
    expect(() => decode(secret)).toThrow('CardEaten in wallet-acc1 at 3: no such type of fact');
  });
});

describe('event ids', () => {
  const idOf = (fact: AnyFact, index = 0, commandId = 'cmd', handle = wallet): string =>
    encode(handle, fact, index, { commandId }).id;

  it('are the same for a true repeat, whenever it comes and in whatever order its fields were put together', () => {
    const repeat: AnyFact = {
      ...madeDefault,
      at: '2025-01-01T00:00:00.000Z',
      data: { because: 'chosen', cardId: 'c1' },
    };
    expect(idOf(repeat)).toBe(idOf(madeDefault));
  });

  it('are others for another content, place, command or stream', () => {
    const other: AnyFact = { ...madeDefault, data: { cardId: 'c2', because: 'chosen' } };
    const ids = [
      idOf(madeDefault),
      idOf(other),
      idOf(madeDefault, 1),
      idOf(madeDefault, 0, 'cmd2'),
      idOf(madeDefault, 0, 'cmd', stream('wallet', 'acc2')),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('upcasters', () => {
  type Told = { type: 'Told'; at: string; data: { words: readonly string[]; heard: string } };
  const tales: Category<readonly string[], Told> = {
    name: 'tales',
    initial: [],
    evolve: (state, fact) => [...state, ...fact.data.words],
    types: {
      Told: plain(
        ({ word, ...rest }) => ({ ...rest, words: [word] }),
        (data, at) => ({ ...data, heard: at.slice(0, 10) }),
      ),
    },
  };
  const handle = streamOf(tales, 't1');
  const written = (v: string, data: object): RawEvent => ({
    ...raw(),
    stream: handle.name,
    type: 'Told',
    data: { data },
    metadata: { at: AT, commandId: 'c', v },
  });

  it.each([
    ['1', { word: 'once' }],
    ['2', { words: ['once'] }],
    ['3', { words: ['once'], heard: '2024-05-10' }],
  ])('bring version %s to the one of today', (v, data) => {
    expect(decode(written(v, data), handle.category).fact.data).toStrictEqual({ words: ['once'], heard: '2024-05-10' });
  });

  it('make the newest version the one that is written', () => {
    const fact: Told = { type: 'Told', at: AT, data: { words: ['twice'], heard: 'now' } };
    const event = encode(handle, fact, 0, { commandId: 'c' });
    expect(event.metadata['v']).toBe('3');
    expect(asStored(handle, event, 0, '1').fact).toStrictEqual(fact);
  });
});

describe('handles', () => {
  it.each(['', 'a b', 'a/b', 'ä', 'a$'])('refuse %p as an id', (id) => {
    expect(() => stream('wallet', id)).toThrow(RangeError);
  });
});
