import { FactUnreadable } from '@onfile/event-log';
import { GatewayUnreachable } from '@onfile/gateways';
import { startBench, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';
import { Unavailable } from './unavailable';

describe('while a part can not be reached', () => {
  let bench: Bench;
  afterEach(() => bench.stop());

  it('the log: nothing is done, the answer says when to come again, and the same key then does it once', async () => {
    bench = await startBench();
    const customer = await Customer.register(bench);
    bench.log.away = true;
    const refused = await customer.post('/v1/card-additions', {}, 'the-same-key');
    expect([refused.status, refused.body]).toMatchObject([503, { code: 'try-again-later', retryAfter: 2 }]);
    expect(refused.headers['retry-after']).toBe('2');
    bench.log.away = false;
    const started = await customer.post('/v1/card-additions', {}, 'the-same-key');
    expect([started.status, started.headers['idempotency-hit']]).toStrictEqual([201, undefined]);
  });

  it('a fact that this build can not read: nothing is done, and the answer says that it is ours to mend', async () => {
    bench = await startBench();
    const customer = await Customer.register(bench);
    const place = { stream: `account-${customer.accountId}`, type: 'MoonLanded', revision: 1 };
    bench.log.record = () => Promise.reject(new FactUnreadable('fact-type-unknown', place, 'no such type of fact'));
    const { status, body } = await customer.post('/v1/card-additions', {});
    expect([status, body]).toMatchObject([
      500,
      { code: 'record-unreadable', nextStep: expect.stringMatching(/build/) },
    ]);
    expect(JSON.stringify(body)).not.toContain('MoonLanded');
  });

  it('the card gateway: the card is not judged', async () => {
    bench = await startBench({
      cardGateway: { describeToken: () => Promise.reject(new GatewayUnreachable('card network')) },
    });
    const customer = await Customer.known(bench);
    const path = `/v1/card-additions/${await customer.addCard()}/card`;
    const before = bench.log.all().length;
    const { status, body } = await customer.post(path, { cardToken: 'tok_1' });
    expect([status, body]).toMatchObject([503, { code: 'try-again-later' }]);
    expect(bench.log.all()).toHaveLength(before);
  });

  it('Q3 Temporal, after the step was done: the repeat is answered from the stream', async () => {
    bench = await startBench();
    const customer = await Customer.known(bench);
    const path = `/v1/card-additions/${await customer.addCard()}/card`;
    const cardToken = bench.card({ on: 'approve' });
    const take = bench.journeys.takeStep.bind(bench.journeys);
    bench.journeys.takeStep = async (message) => {
      await take(message);
      throw new Unavailable('journey'); // the answer is lost on its way back
    };
    expect((await customer.post(path, { cardToken }, 'the-same-key')).status).toBe(503);
    bench.journeys.takeStep = () => Promise.reject(new Unavailable('journey'));
    const again = await customer.post(path, { cardToken }, 'the-same-key');
    expect([again.status, again.headers['idempotency-hit'], again.body]).toMatchObject([
      200,
      'true',
      { state: 'succeeded' },
    ]);
    expect(bench.cards.ledger()).toHaveLength(1);
  });

  it('a step that is not answered in time: 202 with how it stands once its facts are there, else come again', async () => {
    bench = await startBench();
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    const cardToken = bench.card({ on: 'bank-page' });
    bench.journeys.takeStep = () => Promise.resolve('late');
    const nothing = await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken }, 'key-of-nothing');
    expect([nothing.status, nothing.body]).toMatchObject([503, { code: 'try-again-later' }]);
    bench.journeys.takeStep = async ({ commandId, bodyHash }) => {
      const data = { card: { token: cardToken, brand: 'visa', last4: '4242', expiry: '2030-12', funding: 'credit' } };
      const fact = { type: 'CardSubmitted', at: '2024-05-10T12:00:00.000Z', data, sealed: 's1.x' };
      bench.log.given(`cardAddition-${journeyId}`, fact as never, { commandId, bodyHash });
      return 'late';
    };
    const late = await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken }, 'key-of-late');
    expect([late.status, late.body, late.headers['retry-after']]).toMatchObject([
      202,
      { state: 'open', step: 'checking' },
      '2',
    ]);
  });

  it('a journey whose workflow is gone while its stream is open: an operator takes it up', async () => {
    bench = await startBench();
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    bench.journeys.takeStep = () => Promise.resolve('over');
    const { status, body } = await customer.post(`/v1/card-additions/${journeyId}/cancellation`);
    expect([status, body]).toMatchObject([503, { code: 'try-again-later', retryAfter: 30 }]);
  });

  it('the sessions that were ended: nobody is let in', async () => {
    bench = await startBench({
      revokedSessions: { has: () => Promise.reject(new Unavailable('PostgreSQL')), revoke: () => Promise.resolve() },
    });
    const token = await bench.tokenOf({ audience: 'customers', subject: 'acc_1' });
    const { status } = await bench.http.get('/v1/me').set('Authorization', `Bearer ${token}`);
    expect(status).toBe(503);
  });

  it('readiness says which part; being alive does not depend on it', async () => {
    bench = await startBench({ readiness: () => Promise.resolve({ eventLog: 'up', temporal: 'down' }) });
    const { body } = await bench.http.get('/health/ready').expect(503);
    expect(body).toStrictEqual({ status: 'down', parts: { eventLog: 'up', temporal: 'down' } });
    await bench.http.get('/health/live').expect(200);
  });
});

describe('figures and lines of the log', () => {
  it('name routes, never addresses, people or what they sent', async () => {
    const bench = await startBench();
    const customer = await Customer.register(bench);
    const journeyId = await customer.reachCard();
    await customer.post(`/v1/card-additions/${journeyId}/card`, {
      cardToken: 'tok_of_nobody',
      holderName: 'Ada Lovelace',
    });
    await bench.http.get('/v1/unknown/Ada%20Lovelace?q=secret-words');
    const { text } = await bench.http.get('/metrics').expect(200);
    expect(text).toMatch(
      /onfile_api_requests_total\{method="POST",route="\/v1\/card-additions\/:journeyId\/card",status="422"\} 1/,
    );
    expect(text).toContain('onfile_api_request_seconds_bucket');
    const lines = bench.logged.join('');
    expect(lines).toContain('"route":"/v1/card-additions/:journeyId/card"');
    for (const personal of [
      customer.email,
      customer.mobile,
      customer.token,
      journeyId,
      customer.accountId,
      'Lovelace',
      'secret-words',
      'tok_of_nobody',
    ]) {
      expect(lines + text).not.toContain(personal);
    }
    await bench.stop();
  });
});
