import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

interface Line {
  readonly revision: number;
  readonly type: string;
}

/** Reads a stream of events until `enough` says so, or it ends. */
class Events {
  readonly lines: Line[] = [];
  ended = false;
  private text = '';
  private constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  static async open(url: string, headers: Record<string, string>): Promise<Events> {
    const response = await fetch(url, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    if (!response.body) throw new Error('no body');
    return new Events(response.body.getReader());
  }

  async until(enough: (lines: readonly Line[]) => boolean): Promise<this> {
    while (!enough(this.lines) && !this.ended) {
      const { done, value } = await this.reader.read();
      this.ended = done;
      this.text += new TextDecoder().decode(value);
      const blocks = this.text.split('\n\n');
      this.text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data === undefined) continue;
        const line = JSON.parse(data) as Line;
        expect(/^id: (\d+)$/m.exec(block)?.[1]).toBe(String(line.revision));
        this.lines.push(line);
      }
    }
    return this;
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }
}

describe('a journey’s server-sent events', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await startBench()));
  afterEach(() => bench.stop());

  const open = (customer: Customer, journeyId: string, more: Record<string, string> = {}): Promise<Events> =>
    Events.open(`${bench.url}/v1/card-additions/${journeyId}/events`, {
      authorization: `Bearer ${customer.token}`,
      ...more,
    });

  it('tell what was, then what comes, each once and in order', async () => {
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    const events = await open(customer, journeyId);
    await events.until((lines) => lines.length === 1);
    await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken: bench.card({ on: 'approve' }) });
    const types = bench.log.types(`cardAddition-${journeyId}`);
    await events.until((lines) => lines.length === types.length);
    expect(events.lines.map(({ type }) => type)).toStrictEqual(types);
    expect(events.lines.map(({ revision }) => revision)).toStrictEqual(types.map((_, revision) => revision));
    await events.close();
  });

  it('go on after the last one that was seen', async () => {
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken: bench.card({ on: 'approve' }) });
    const events = await open(customer, journeyId, { 'last-event-id': '2' });
    await events.until((lines) => lines.length >= 1);
    expect(events.lines[0]?.revision).toBe(3);
    await events.close();
  });

  it('tell nothing of another journey, though its name begins with this one’s', async () => {
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    const events = await open(customer, journeyId);
    await events.until((lines) => lines.length === 1);
    const [foreign] = bench.log.all().filter(({ stream }) => stream === `cardAddition-${journeyId}`);
    if (foreign) bench.log.given(`cardAddition-${journeyId}x`, foreign.fact);
    await customer.post(`/v1/card-additions/${journeyId}/cancellation`);
    await events.until((lines) => lines.length === 2);
    expect(events.lines.map(({ type }) => type)).toStrictEqual(['CardAdditionStarted', 'CardAdditionAbandoned']);
    await events.close();
  });

  it('end when the token ends, and when the process stops', async () => {
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    bench.pass(3_600_000 - 20); // the token has 20 ms left
    const ending = await open(customer, journeyId);
    expect((await ending.until(() => false)).ended).toBe(true);

    const other = await Customer.known(bench);
    const events = await open(other, await other.addCard());
    await events.until((lines) => lines.length === 1);
    const stopped = bench.app.close();
    expect((await events.until(() => false)).ended).toBe(true);
    await stopped;
  });

  it('S5 end when the session is ended, in another tab or by somebody who was robbed of the token', async () => {
    const customer = await Customer.known(bench);
    const events = await open(customer, await customer.addCard());
    await events.until((lines) => lines.length === 1);
    expect((await customer.post('/v1/sign-out')).status).toBe(204);
    expect((await events.until(() => false)).ended).toBe(true);
  });

  it('are the owner’s own', async () => {
    const [customer, other] = [await Customer.known(bench), await Customer.known(bench)];
    const answer = await other.get(`/v1/card-additions/${await customer.addCard()}/events`);
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'not-found' }]);
  });
});
