import { jsonEvent } from '@kurrent/kurrentdb-client';
import { event, newStream } from '../events';
import { refusalOf } from '../rule';
import { servedFile } from '../store';

const served = servedFile();

describe('what a node tells those who watch it', () => {
  it('counts writes by what became of them, events and bytes, commits, and how far each subscription is behind', async () => {
    const { client, metrics } = await served.serve();
    const stream = newStream();
    await client.appendToStream(stream, [event(), jsonEvent({ type: 'Tested', data: {} })], {
      streamState: 'no_stream',
    });
    await refusalOf(client.appendToStream(stream, event(), { streamState: 7n }));
    const subscription = client.subscribeToStream(stream);
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    const text = await metrics();
    expect(text).toMatch(/event_node_writes_total\{outcome="\w+"\} [1-9]/);
    expect(text).toMatch(/event_node_events_total [1-9]/);
    expect(text).toMatch(/event_node_event_bytes_total [1-9]/);
    expect(text).toMatch(/event_node_commit_seconds_count [1-9]/);
    expect(text).toMatch(/event_node_subscriptions 1/);
    expect(text).toMatch(new RegExp(`event_node_subscription_behind_events\\{.*target="${stream}".*\\} 0`));
    await subscription.unsubscribe();
  });

  it('is served over HTTP beside health, on loopback, if asked for', async () => {
    const { metricsPort } = await served.serve(undefined, { metricsPort: 0 });
    const get = (path: string) => fetch(`http://127.0.0.1:${metricsPort}${path}`);
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    expect(await (await get('/metrics')).text()).toContain('event_node_log_position');
    expect((await get('/other')).status).toBe(404);
  });
});
