import { NO_STREAM, StreamDeletedError, StreamNotFoundError } from '@kurrent/kurrentdb-client';
import { collect, event, events, ids, newStream } from '../events';
import { eventually, refusalOf } from '../rule';
import { servedFile } from '../store';
import { follow, followAll } from '../tail';

const served = servedFile();

describe('a node that is stopped and started on the same file', () => {
  it('has everything it had, and goes on after it', async () => {
    const first = await served.serve();
    const stream = newStream();
    const written = events(3);
    const before = await first.client.appendToStream(stream, written);
    await first.stop();
    const second = await served.serve();
    expect(ids(await collect(second.client.readStream(stream)))).toEqual(written.map(({ id }) => id));
    const after = await second.client.appendToStream(stream, event(), { streamState: 2n });
    expect(after.nextExpectedRevision).toBe(3n);
    expect(after.position?.commit).toBeGreaterThan(before.position?.commit ?? 0n);
  });

  it('still recognises an append that is sent again, whatever revision it expects', async () => {
    const first = await served.serve();
    const [a, b] = [newStream(), newStream()];
    const append = events(2);
    const other = events(2);
    const answerA = await first.client.appendToStream(a, append, { streamState: NO_STREAM });
    const answerB = await first.client.appendToStream(b, other);
    await first.stop();
    const second = await served.serve();
    expect(await second.client.appendToStream(a, append, { streamState: NO_STREAM })).toEqual(answerA);
    expect(await second.client.appendToStream(b, other)).toEqual(answerB);
  });

  it('still knows what was deleted, tombstoned and truncated', async () => {
    const first = await served.serve();
    const [gone, dead, short] = [newStream(), newStream(), newStream()];
    for (const stream of [gone, dead, short]) await first.client.appendToStream(stream, events(3));
    await first.client.deleteStream(gone);
    await first.client.tombstoneStream(dead);
    await first.client.setStreamMetadata(short, { maxCount: 1 });
    await first.stop();
    const { client } = await served.serve();
    expect(await refusalOf(collect(client.readStream(gone)))).toBeInstanceOf(StreamNotFoundError);
    expect(await refusalOf(client.appendToStream(dead, event()))).toBeInstanceOf(StreamDeletedError);
    expect(await collect(client.readStream(short))).toHaveLength(1);
    await expect(client.appendToStream(gone, event(), { streamState: NO_STREAM })).resolves.toMatchObject({
      nextExpectedRevision: 3n,
    });
  });

  it('gives the same log, position by position', async () => {
    const first = await served.serve();
    for (let n = 0; n < 30; n += 1) await first.client.appendToStream(newStream(), events(n % 7));
    const before = await collect(first.client.readAll());
    await first.stop();
    const second = await served.serve();
    expect(await collect(second.client.readAll())).toEqual(before);
  });

  it('ends its subscriptions as unavailable; they go on from where they were', async () => {
    const first = await served.serve();
    await first.client.appendToStream(newStream('order'), events(5));
    const tail = followAll(first.client);
    await tail.untilCaughtUp();
    const position = tail.received.at(-1)?.event?.position;
    const stopping = first.stop();
    expect(await tail.untilFailed()).toHaveProperty('type', 'unavailable');
    await stopping;
    const second = await served.serve();
    const rest = followAll(second.client, { fromPosition: position });
    const one = event();
    await second.client.appendToStream(newStream('order'), one);
    await rest.untilReceived(1);
    expect(rest.received.map(({ event: got }) => got?.id)).toEqual([one.id]);
    await rest.stop();
  });

  it('finishes what it had begun before it stops', async () => {
    const { client, stop } = await served.serve();
    const stream = newStream();
    await client.appendToStream(stream, event());
    const appends = Array.from({ length: 50 }, () =>
      client.appendToStream(stream, event()).then(
        () => true,
        () => false,
      ),
    );
    await eventually('the appends are on their way', () => true);
    await stop();
    const answered = (await Promise.all(appends)).filter(Boolean).length;
    const second = await served.serve();
    expect((await collect(second.client.readStream(stream))).length).toBeGreaterThanOrEqual(answered + 1);
  });

  it('stops though a subscriber does not read', async () => {
    const { client, stop } = await served.serve();
    const stream = newStream();
    await client.appendToStream(stream, events(2_000));
    const stalled = client.subscribeToStream(stream);
    stalled.on('error', () => undefined);
    stalled.pause();
    const awake = follow(client, stream);
    await awake.untilReceived(2_000);
    await expect(stop()).resolves.toBeUndefined();
  });
});
