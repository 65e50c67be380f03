import { binaryEvent, streamNameFilter } from '@kurrent/kurrentdb-client';
import { collect, event, newStream, streamOf } from './events';
import { rule, SAME } from './rule';
import { storeUnderTest } from './store';
import { follow, followAll } from './tail';

const store = storeUnderTest();

/** A stream with one link to each target, written as `revision@stream`. */
async function linksTo(...targets: string[]): Promise<string> {
  const stream = newStream('links');
  const links = targets.map((target) => binaryEvent({ type: '$>', data: Buffer.from(target) }));
  await store.client.appendToStream(stream, links);
  return stream;
}
const resolved = (stream: string) => collect(store.client.readStream(stream, { resolveLinkTos: true }));

describe('10. links', () => {
  rule('a link is resolved to its target; the link itself comes along', SAME, async () => {
    const { stream, written } = await streamOf(store.client, 3);
    const links = await linksTo(`1@${stream}`);
    const [read] = await resolved(links);
    expect(read?.event).toMatchObject({ id: written[1]?.id, streamId: stream, revision: 1n });
    expect(read?.link).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
    expect(read?.commitPosition).toBe(read?.link?.position?.commit);
  });

  rule('without resolving, the link is the event', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const [read] = await collect(store.client.readStream(await linksTo(`0@${stream}`)));
    expect(read?.event).toMatchObject({ type: '$>' });
    expect(read?.link).toBeUndefined();
  });

  rule('a stream name with @ in it is a target like any other', SAME, async () => {
    const target = newStream('a@b');
    const one = event();
    await store.client.appendToStream(target, one);
    const [read] = await resolved(await linksTo(`0@${target}`));
    expect(read?.event?.id).toBe(one.id);
  });

  const nowhere: Record<string, () => Promise<string>> = {
    'a stream that never was': async () => `0@${newStream()}`,
    'a revision that is not there': async () => `7@${(await streamOf(store.client, 2)).stream}`,
    'a truncated event': async () => {
      const { stream } = await streamOf(store.client, 2);
      await store.client.setStreamMetadata(stream, { truncateBefore: 1 });
      return `0@${stream}`;
    },
    'a soft-deleted stream': async () => {
      const { stream } = await streamOf(store.client, 1);
      await store.client.deleteStream(stream);
      return `0@${stream}`;
    },
    'a tombstoned stream': async () => {
      const { stream } = await streamOf(store.client, 1);
      await store.client.tombstoneStream(stream);
      return `0@${stream}`;
    },
  };
  for (const [name, target] of Object.entries(nowhere)) {
    rule(`a link to ${name} comes alone`, SAME, async () => {
      const [read] = await resolved(await linksTo(await target()));
      expect(read?.event).toBeUndefined();
      expect(read?.link).toMatchObject({ type: '$>', revision: 0n });
    });
  }

  rule('a link that can not be understood stays unresolved', SAME, async () => {
    const [read] = await resolved(await linksTo('no revision here'));
    expect(read?.event).toMatchObject({ type: '$>' });
    expect(read?.link).toBeUndefined();
  });

  rule('links are resolved in subscriptions to a stream', SAME, async () => {
    const { stream, written } = await streamOf(store.client, 2);
    const tail = follow(store.client, await linksTo(`0@${stream}`, `1@${stream}`), { resolveLinkTos: true });
    await tail.untilReceived(2);
    expect(tail.received.map(({ event: one }) => one?.id)).toEqual(written.map(({ id }) => id));
    expect(tail.received.map(({ link }) => link?.revision)).toEqual([0n, 1n]);
    await tail.stop();
  });

  rule('filters look at the link, not at its target', SAME, async () => {
    const { stream } = await streamOf(store.client, 1);
    const links = await linksTo(`0@${stream}`);
    const filter = streamNameFilter({ prefixes: [links] });
    const tail = followAll(store.client, { resolveLinkTos: true, filter });
    await tail.untilReceived(1);
    expect(tail.received[0]).toMatchObject({ event: { streamId: stream }, link: { streamId: links } });
    await tail.stop();
  });
});
