import { Refusal, type AccountEvent } from '@onfile/domain';
import { addCard, accountRegistered } from '@onfile/domain/fixtures';
import { CommandReused, createEventLog, stream, type EventLog } from '@onfile/event-log';
import { startEventNode } from '@onfile/event-node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryLog } from '../../testing/memory-log';
import { logStreams } from './log-streams';

type Log = Pick<EventLog, 'read' | 'record' | 'follow'>;

/** A log and how it ends. */
interface Opened {
  readonly log: Log;
  readonly close: () => Promise<void>;
}

async function onEventNode(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'api-streams-'));
  const node = await startEventNode({ file: join(folder, 'events.db'), port: 0 });
  const log = createEventLog({ url: node.connectionString });
  const close = async (): Promise<void> => {
    await log.close();
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { log, close };
}

const inMemory = (): Promise<Opened> => Promise.resolve({ log: memoryLog(), close: () => Promise.resolve() });
const AT = '2024-05-10T12:00:00.000Z';
const suspended: AccountEvent = { type: 'AccountSuspended', at: AT, data: { because: 'spec' } };

/** The port's contract: specs of the api run on the memory log, the api itself on the other. */
describe.each([
  ['the event node', onEventNode],
  ['the memory log', inMemory],
])('the streams of the api, on %s', (_name, open) => {
  let opened: Opened;
  beforeAll(async () => (opened = await open()));
  afterAll(() => opened.close());
  const streams = () => logStreams(opened.log);
  const command = (commandId: string, bodyHash = 'body') => ({ commandId, bodyHash, at: AT });

  it('an account that nobody registered is empty', async () => {
    expect(await streams().account('acc_nobody')).toMatchObject({ state: { suspended: false }, facts: [] });
    expect((await streams().journey('nothing')).state).toStrictEqual({ status: 'none' });
    expect((await streams().wallet('acc_nobody')).state).toMatchObject({ cards: [] });
  });

  it('what others write to a stream that was read before is seen', async () => {
    const [ours, theirs] = [streams(), streams()];
    const write = (commandId: string, fact: AccountEvent) =>
      theirs.recordOnAccount('acc_kept', command(commandId), () => [fact]);
    await write('k1', accountRegistered());
    expect((await ours.account('acc_kept')).facts).toHaveLength(1);
    await write('k2', suspended);
    const { state, facts } = await ours.account('acc_kept');
    expect([state.suspended, facts.map(({ fact }) => fact.type)]).toStrictEqual([
      true,
      ['AccountRegistered', 'AccountSuspended'],
    ]);
  });

  it('a decision is recorded once, a repeat is answered with its facts, another body is refused', async () => {
    const record = (bodyHash?: string) =>
      streams().recordOnAccount('acc_1', command('c1', bodyHash), () => [accountRegistered()]);
    const first = await record();
    expect([first.repeated, first.facts.length]).toStrictEqual([false, 1]);
    const again = await record();
    expect([again.repeated, again.facts[0]?.fact]).toStrictEqual([true, first.facts[0]?.fact]);
    await expect(record('other')).rejects.toBeInstanceOf(CommandReused);
    const { state, facts } = await streams().account('acc_1');
    expect([facts.length, state.registered?.region]).toStrictEqual([1, 'US']);
    expect(BigInt(first.position)).toBeGreaterThanOrEqual(BigInt(facts[0]?.position ?? -1));
  });

  it('a refusal comes through, and nothing is written', async () => {
    const refuse = (): AccountEvent[] => {
      throw new Refusal('account-exists', 'spec');
    };
    await expect(streams().recordOnAccount('acc_2', command('c2'), refuse)).rejects.toMatchObject({
      code: 'account-exists',
    });
    expect((await streams().account('acc_2')).facts).toHaveLength(0);
  });

  it('two at once are both recorded, one after the other', async () => {
    await Promise.all([
      streams().recordOnAccount('acc_3', command('c3'), () => [accountRegistered()]),
      streams().recordOnAccount('acc_3', command('c4'), () => [suspended]),
    ]);
    const { facts, state } = await streams().account('acc_3');
    expect([facts.map(({ revision }) => revision), state.suspended]).toStrictEqual([[0, 1], true]);
  });

  it('follows one journey, after a position, until told to stop', async () => {
    const started = (journeyId: string) =>
      opened.log.record({
        commandId: `start-${journeyId}`,
        at: AT,
        streams: { journey: stream('cardAddition', journeyId) },
        decide: () => ({ journey: [startedFact(journeyId)] }),
      });
    await started('j1');
    const { facts } = await streams().journey('j1');
    const seen: string[] = [];
    const over = new AbortController();
    const following = streams().followJourney(
      'j1',
      facts.at(-1)?.position ?? '0',
      ({ fact }) => {
        seen.push(fact.type);
        over.abort();
      },
      over.signal,
    );
    await started('j1x'); // its name begins with the followed one's
    await opened.log.record({
      commandId: 'cancel',
      at: AT,
      streams: { journey: stream('cardAddition', 'j1') },
      decide: () => ({
        journey: [{ type: 'CardAdditionAbandoned' as const, at: AT, data: { because: 'cancelled' as const } }],
      }),
    });
    await following;
    expect(seen).toStrictEqual(['CardAdditionAbandoned']);
  });
});

/** The first fact of a journey. */
function startedFact(journeyId: string) {
  const command = addCard();
  if (command.type !== 'AddCard') throw new Error('not an Add Card');
  const data = {
    ...{ journeyId, accountId: 'acc_1', region: 'US', registeredAt: AT, steps: ['card' as const], skipped: [] },
    ...{ currency: 'USD', policy: command.policy },
  };
  return { type: 'CardAdditionStarted' as const, at: AT, data };
}
