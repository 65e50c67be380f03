import { type CommandError, KurrentDBClient, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { collect, event, newStream, streamOf } from './events';
import { refusalOf, rule, SAME } from './rule';
import { storeUnderTest } from './store';

const store = storeUnderTest();

const typeOf = async (call: Promise<unknown>): Promise<string> => ((await refusalOf(call)) as CommandError).type;

describe('12. the form of errors, by both paths of the client', () => {
  rule('stream deleted, by append, read, delete and tombstone', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    await store.client.tombstoneStream(stream);
    const credentials = { username: 'admin', password: 'changeit' };
    for (const call of [
      store.client.appendToStream(stream, event()),
      store.client.appendToStream(stream, event(), { credentials }),
      store.client.deleteStream(stream),
      store.client.tombstoneStream(stream),
      collect(store.client.readStream(stream)),
    ]) {
      expect(await typeOf(call)).toBe('stream-deleted');
    }
  });

  rule('stream not found is an answer, not an error of the call: it carries no status', SAME, async () => {
    const refusal = await refusalOf(collect(store.client.readStream(newStream())));
    expect(refusal).toMatchObject({ type: 'stream-not-found' });
  });

  rule('a position whose commit lies before its prepare is an invalid argument', SAME, async () => {
    const read = collect(store.client.readAll({ fromPosition: { commit: 1n, prepare: 2n } }));
    expect(await typeOf(read)).toBe('unknown');
  });

  rule('a broken regular expression is an invalid argument', SAME, async () => {
    const filter = streamNameFilter({ regex: '((' });
    expect(await typeOf(collect(store.client.readAll({ filter, fromPosition: START })))).toBe('unknown');
  });

  rule('a stream name of nothing is an invalid argument', SAME, async () => {
    expect(await typeOf(collect(store.client.readStream('')))).toBe('unknown');
    await refusalOf(store.client.appendToStream('', event()));
  });

  rule('after every refusal the same client goes on', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    for (let n = 0; n < 10; n += 1) {
      await refusalOf(store.client.appendToStream(stream, event(), { streamState: 99n }));
      await refusalOf(collect(store.client.readStream(newStream())));
    }
    await expect(store.client.appendToStream(stream, event(), { streamState: 0n })).resolves.toMatchObject({
      success: true,
    });
  });

  rule('a port where nothing listens is unavailable', SAME, async () => {
    const nobody = KurrentDBClient.connectionString('kurrentdb://127.0.0.1:1?tls=false');
    const refusal = await refusalOf(nobody.appendToStream(newStream(), event()));
    expect(refusal).toHaveProperty('code', 14);
    await nobody.dispose();
  });
});
