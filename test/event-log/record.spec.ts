import { Refusal, type AccountEvent, type WalletEvent } from '@onfile/domain';
import { createEventLog, type KnownStreams, stream } from '@onfile/event-log';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { withLog } from './with-log';

const at = '2024-05-10T08:00:00.000Z';
const chosen = (currency: string): AccountEvent => ({ type: 'CurrencyChosen', at, data: { currency } });
const madeDefault = (cardId: string): WalletEvent => ({
  type: 'DefaultCardSet',
  at,
  data: { cardId, because: 'chosen' },
});
let accounts = 0;
const newAccount = () => `acc${(accounts += 1)}`;

describe('record, on the real event node', () => {
  const open = withLog();

  /** One command on one account's stream. */
  const choose = (id: string, commandId: string, currency: string, bodyHash?: string) =>
    open().log.record({
      commandId,
      at,
      ...(bodyHash === undefined ? {} : { bodyHash }),
      streams: { account: stream('account', id) },
      decide: () => ({ account: [chosen(currency)] }),
    });
  const factsOf = async (id: string) => (await open().log.read(stream('account', id))).facts;

  it('the end of the log is its last fact: the store’s own events, before it and after it, are nobody’s to follow', async () => {
    expect(await open().log.endPosition()).toBe('0');
    const { position } = await choose(newAccount(), 'first', 'EUR');
    const raw = KurrentDBClient.connectionString(open().url);
    for (const n of [1, 2, 3]) await raw.appendToStream('$own', jsonEvent({ type: '$statistics', data: { n } }));
    await raw.dispose();
    expect(await open().log.endPosition()).toBe(position);
  });

  it('writes what was decided, and answers it folded, with a position to wait for', async () => {
    const id = newAccount();
    const recorded = await choose(id, 'c1', 'EUR');
    expect(recorded).toMatchObject({
      revisions: { account: 0 },
      repeated: false,
      states: { account: { currency: 'EUR' } },
    });
    expect(BigInt(recorded.position)).toBeGreaterThan(0n);
    expect(BigInt(await open().log.endPosition())).toBe(BigInt(recorded.position));
    const [stored] = await factsOf(id);
    expect(stored).toStrictEqual({ ...recorded.facts.account?.[0], position: recorded.position });
    expect(stored).toMatchObject({ fact: chosen('EUR'), commandId: 'c1', stream: `account-${id}`, revision: 0 });
  });

  it('answers a command that was recorded before with its own facts, without deciding again', async () => {
    const id = newAccount();
    const first = await choose(id, 'c1', 'EUR', 'body');
    await choose(id, 'c2', 'USD');
    let decided = 0;
    const again = await open().log.record({
      commandId: 'c1',
      bodyHash: 'body',
      at: '2024-06-01T00:00:00.000Z',
      streams: { account: stream('account', id) },
      decide: () => ({ account: [chosen(`X${(decided += 1)}`)] }),
    });
    expect(decided).toBe(0);
    expect(again.repeated).toBe(true);
    expect(again.facts.account).toStrictEqual(first.facts.account);
    expect(again.states.account.currency).toBe('USD'); // as it is now
    expect(await factsOf(id)).toHaveLength(2);
  });

  it('Q2 refuses the same command with another body, and writes nothing', async () => {
    const id = newAccount();
    await choose(id, 'c1', 'EUR', 'body');
    await expect(choose(id, 'c1', 'EUR', 'Body')).rejects.toMatchObject({ code: 'command-reused' });
    expect(await factsOf(id)).toHaveLength(1);
  });

  it('decides again after a conflict, on what the others wrote', async () => {
    // Another writer begins between our reading and our writing: whoever comes second decides again.
    const other = newAccount();
    let isFirst = true;
    const pending: Promise<unknown>[] = [];
    const raced = await open().log.record({
      commandId: 'slow',
      at,
      streams: { account: stream('account', other), wallet: stream('wallet', other) },
      decide: ({ account }) => {
        if (isFirst) pending.push(choose(other, 'quick', 'EUR'));
        isFirst = false;
        return { account: [chosen(account.currency === 'EUR' ? 'JPY' : 'USD')] };
      },
    });
    await Promise.all(pending);
    const currencies = (await factsOf(other)).map(({ fact }) => (fact.data as { currency: string }).currency);
    expect(currencies).toHaveLength(2);
    expect([
      ['EUR', 'JPY'],
      ['USD', 'EUR'],
    ]).toContainEqual(currencies);
    expect(raced.facts.account).toHaveLength(1);
  });

  it('lets 12 writers of one stream through, each exactly once, revisions dense', async () => {
    const id = newAccount();
    const writers = Array.from({ length: 12 }, (_, n) => choose(id, `w${n}`, `C${n}`));
    await Promise.all(writers);
    const facts = await factsOf(id);
    expect(facts.map(({ revision }) => revision)).toStrictEqual(facts.map((_, n) => n));
    expect(new Set(facts.map(({ commandId }) => commandId)).size).toBe(12);
    expect(facts).toHaveLength(12);
  });

  it('one command sent 12 times at once is written once, and all hear the same', async () => {
    const id = newAccount();
    const answers = await Promise.all(Array.from({ length: 12 }, () => choose(id, 'same', 'EUR')));
    expect(await factsOf(id)).toHaveLength(1);
    expect(new Set(answers.map(({ facts }) => facts.account?.[0]?.id)).size).toBe(1);
  });

  describe('on streams as this process saw them last', () => {
    /** Another process chose EUR after ours had seen the account. */
    const seenBefore = async (id: string) => {
      const { known } = await choose(id, 'first', 'USD');
      await choose(id, 'of-another', 'EUR');
      return known;
    };
    const decide = (id: string, known: KnownStreams, next: (currency: string | undefined) => AccountEvent[]) =>
      open().log.record({
        commandId: 'mine',
        at,
        streams: { account: stream('account', id) },
        known,
        decide: ({ account }) => ({ account: next(account.currency) }),
      });

    it('decides again on what the others wrote, when they had written', async () => {
      const id = newAccount();
      const known = await seenBefore(id);
      const { states, revisions } = await decide(id, known, (currency) => [chosen(currency === 'EUR' ? 'JPY' : 'CHF')]);
      expect([states.account.currency, revisions.account]).toStrictEqual(['JPY', 2]);
    });

    it.each<[string, (currency: string | undefined) => AccountEvent[]]>([
      ['nothing to add', (currency) => (currency === 'EUR' ? [chosen('JPY')] : [])],
      [
        'a refusal',
        (currency) => {
          if (currency !== 'EUR') throw new Refusal('code-void', 'not yet');
          return [chosen('JPY')];
        },
      ],
    ])('does not take %s for an answer before it has looked', async (_what, next) => {
      const id = newAccount();
      const { facts } = await decide(id, await seenBefore(id), next);
      expect(facts.account).toHaveLength(1);
    });

    it('lets a refusal through when it is one on what the log says now', async () => {
      const id = newAccount();
      const refused = decide(id, await seenBefore(id), () => {
        throw new Refusal('code-void', 'never');
      });
      await expect(refused).rejects.toMatchObject({ code: 'code-void' });
    });

    it('finds the command that it had recorded itself and forgotten', async () => {
      const id = newAccount();
      const known = await seenBefore(id);
      await decide(id, new Map(), () => [chosen('JPY')]);
      const again = await decide(id, known, () => [chosen('JPY')]);
      expect(again.repeated).toBe(true);
      expect(await factsOf(id)).toHaveLength(3);
    });
  });

  it('writes to several streams at once, all or none', async () => {
    const id = newAccount();
    const streams = { account: stream('account', id), wallet: stream('wallet', id) };
    const both = await open().log.record({
      commandId: 'both',
      at,
      streams,
      decide: () => ({ account: [chosen('EUR')], wallet: [madeDefault('c1'), madeDefault('c2')] }),
    });
    expect(both.revisions).toStrictEqual({ account: 0, wallet: 1 });
    const wallet = await open().log.read(streams.wallet);
    expect(wallet.facts.map(({ position }) => BigInt(position) <= BigInt(both.position))).toStrictEqual([true, true]);

    // The wallet moves on between reading and writing: the account must not have the fact of the first try.
    let tries = 0;
    let other: Promise<unknown> = Promise.resolve();
    const raced = await open().log.record({
      commandId: 'raced',
      at,
      streams,
      decide: ({ wallet: now }) => {
        tries += 1;
        if (tries === 1) other = moveWallet(id);
        return { account: [chosen(`after-${now.defaultCardId}`)] };
      },
    });
    await other;
    expect((await factsOf(id)).filter(({ commandId }) => commandId === 'raced')).toHaveLength(1);
    expect(raced.facts.account).toHaveLength(1);
  });

  const moveWallet = (id: string) =>
    open().log.record({
      commandId: 'mover',
      at,
      streams: { wallet: stream('wallet', id) },
      decide: () => ({ wallet: [madeDefault('c3')] }),
    });

  it('passes a refusal on, and writes nothing; nothing to add is an answer too', async () => {
    const id = newAccount();
    const refused = open().log.record({
      commandId: 'no',
      at,
      streams: { account: stream('account', id) },
      decide: () => {
        throw new Refusal('currency-mismatch', 'no');
      },
    });
    await expect(refused).rejects.toMatchObject({ code: 'currency-mismatch' });
    const nothing = await open().log.record({
      commandId: 'n',
      at,
      streams: { account: stream('account', id) },
      decide: () => ({}),
    });
    expect(nothing).toMatchObject({ facts: {}, revisions: { account: -1 }, repeated: false });
    expect(await factsOf(id)).toStrictEqual([]);
  });

  describe('when the line breaks', () => {
    /** Breaks it right after the reading, so that it is the append that is lost. */
    const chooseWhile = (id: string, breakLine: () => void, decided: () => void = () => undefined) =>
      open().log.record({
        commandId: 'c1',
        at,
        streams: { account: stream('account', id) },
        decide: () => {
          decided();
          breakLine();
          return { account: [chosen('EUR')] };
        },
      });

    it('and the answer is lost: the same events are sent again, and stand there once', async () => {
      const id = newAccount();
      const recorded = await chooseWhile(id, () => open().line.loseAnswers(1));
      expect(recorded.facts.account).toHaveLength(1);
      expect(await factsOf(id)).toHaveLength(1);
    });

    it('and the message is lost: it is sent again', async () => {
      const id = newAccount();
      await chooseWhile(id, () => open().line.loseMessages(1));
      expect(await factsOf(id)).toHaveLength(1);
    });

    it('for good: unknown is told as unknown, and the same command later gives the answer', async () => {
      const id = newAccount();
      await expect(chooseWhile(id, () => open().line.loseAnswers(50))).rejects.toMatchObject({
        code: expect.stringMatching(/log-(outcome-unknown|unavailable)/) as string,
      });
      open().line.loseAnswers(0);
      const later = await chooseWhile(id, () => undefined);
      expect(later.facts.account).toHaveLength(1);
      expect(await factsOf(id)).toHaveLength(1);
    });

    it('because the log is away: unavailable, and right again when it is back', async () => {
      const id = newAccount();
      await open().stopNode();
      await expect(choose(id, 'c1', 'EUR')).rejects.toMatchObject({ code: 'log-unavailable' });
      await open().startNode();
      await choose(id, 'c1', 'EUR');
      expect(await factsOf(id)).toHaveLength(1);
    });
  });

  it('finds a log that was away when it was first asked for, once it is there', async () => {
    const id = newAccount();
    await open().stopNode();
    const early = createEventLog({ url: open().url, readTimeoutMs: 2_000 });
    await expect(early.read(stream('account', id))).rejects.toMatchObject({ code: 'log-unavailable' });
    await open().startNode();
    const until = Date.now() + 45_000;
    for (;;) {
      const found = await early.endPosition().catch(() => undefined);
      if (found !== undefined) break;
      expect(Date.now()).toBeLessThan(until);
    }
    await early.close();
  });

  it('stops at a fact that this build can not read, and tells which; a raw read goes past it', async () => {
    const id = newAccount();
    await choose(id, 'c1', 'EUR');
    const client = KurrentDBClient.connectionString(open().url);
    const metadata = { at, commandId: 'future', v: '1' };
    await client.appendToStream(
      `account-${id}`,
      jsonEvent({ id: randomUUID(), type: 'MoonLanded', data: { data: {} }, metadata }),
    );
    await client.dispose();
    const unreadable = {
      code: 'fact-type-unknown',
      place: { stream: `account-${id}`, type: 'MoonLanded', revision: 1 },
    };
    await expect(open().log.read(stream('account', id))).rejects.toMatchObject(unreadable);
    await expect(choose(id, 'c2', 'USD')).rejects.toMatchObject(unreadable);
    const raw = await open().log.readRaw(`account-${id}`, 0);
    expect(raw.map(({ unreadable: why }) => why?.includes('no such type') ?? false)).toStrictEqual([false, true]);
  });
});
