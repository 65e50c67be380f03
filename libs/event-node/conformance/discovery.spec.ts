import { collect, event, ids, newStream } from './events';
import { rule, SAME } from './rule';
import { clientOf, storeUnderTest } from './store';
import { follow } from './tail';

const store = storeUnderTest();

const discovering = (): string => store.connectionString.replace(/^(\w+):\/\//, '$1+discover://');

describe('5. features and gossip', () => {
  rule('a client that discovers its members finds the node and works through it', SAME, async () => {
    const client = clientOf(discovering());
    const stream = newStream();
    const one = event();
    await client.appendToStream(stream, one);
    expect(ids(await collect(client.readStream(stream)))).toEqual([one.id]);
    const tail = follow(client, stream);
    await tail.untilReceived(1);
    await tail.stop();
    await client.dispose();
  });

  rule('appends to several streams are advertised', 'the same from 25.1', async () => {
    await expect(
      store.client.multiStreamAppend([{ streamName: newStream(), events: [event()], expectedState: 'any' }]),
    ).resolves.toBeDefined();
  });

  rule('appends with checks are advertised', 'the same from 26.1', async () => {
    await expect(store.client.appendRecords([{ streamName: newStream(), record: event() }])).resolves.toBeDefined();
  });

  rule('a call may carry credentials; without TLS they are not checked', 'the same with --insecure', async () => {
    const client = clientOf(store.connectionString.replace('://', '://admin:changeit@'));
    const stream = newStream();
    await client.appendToStream(stream, event());
    expect(await collect(client.readStream(stream))).toHaveLength(1);
    await client.dispose();
  });

  rule('a call that asks for the leader is answered: a single node is one', SAME, async () => {
    await expect(store.client.appendToStream(newStream(), event(), { requiresLeader: true })).resolves.toBeDefined();
  });
});
