import { chanceFrom, type Chance } from '@onfile/testing';
import { Webhook } from 'standardwebhooks';
import { startBench, WEBHOOK_SECRET, type Bench } from '../../testing/bench';
import { Customer } from '../../testing/customer';

const MUTATIONS = 100_000;
const OVER_HTTP = 300;
const MINUTE = 60_000;

interface Notice {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A notice as the gateway sends it. */
function noticeOf(key: string, at = new Date(), secret = WEBHOOK_SECRET): Notice {
  const body = JSON.stringify({
    id: 'ntc_1',
    type: 'hold.updated',
    at: at.toISOString(),
    data: { key, status: 'held' },
  });
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  };
  return { headers, body };
}

/** The notice with one thing changed: a character of its body, of a header, or a part of it left out. */
function mutated({ headers, body }: Notice, chance: Chance): Notice {
  const change = (text: string): string => {
    const at = chance.between(0, text.length - 1);
    const by = String.fromCharCode(chance.between(32, 126));
    const changed = text.slice(0, at) + (chance.happens(0.5) ? by : '') + text.slice(at + 1);
    return changed === text ? `${text}0` : changed;
  };
  if (chance.happens(0.5)) return { headers, body: change(body) };
  const name = chance.pick(Object.keys(headers));
  // Base64 may end in bits that mean nothing: a signature is changed where every bit counts.
  const value =
    name === 'webhook-signature' ? changedSignature(headers[name] ?? '', chance) : change(headers[name] ?? '');
  return { headers: { ...headers, [name]: value }, body };
}

function changedSignature(signature: string, chance: Chance): string {
  const [version = '', encoded = ''] = signature.split(',');
  const bytes = Buffer.from(encoded, 'base64');
  const at = chance.between(0, bytes.length - 1);
  bytes[at] = (bytes[at] ?? 0) ^ chance.between(1, 255);
  return `${version},${bytes.toString('base64')}`;
}

describe('what comes from the bank’s side', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await startBench()));
  afterAll(() => bench.stop());

  const post = ({ headers, body }: Notice) =>
    bench.http.post('/v1/card-network/notices').set(headers).type('json').send(body);
  const refused = async (notice: Notice): Promise<void> => {
    const told = bench.journeys.told.length;
    const { status, body } = await post(notice);
    expect([status, (body as { code: string }).code]).toStrictEqual([401, 'notice-refused']);
    expect(bench.journeys.told).toHaveLength(told);
  };

  /** A journey whose bank page is open. */
  async function atBankPage(): Promise<{ customer: Customer; journeyId: string; state: () => Promise<string> }> {
    const customer = await Customer.known(bench);
    const journeyId = await customer.addCard();
    await customer.post(`/v1/card-additions/${journeyId}/card`, { cardToken: bench.card({ on: 'bank-page' }) });
    const state = async () => ((await customer.get(`/v1/card-additions/${journeyId}`)).body as { state: string }).state;
    return { customer, journeyId, state };
  }

  it(`S13 ${MUTATIONS} mutations of a notice: none is accepted`, async () => {
    const chance = chanceFrom(13);
    const notice = noticeOf('j1/hold');
    expect(bench.ports.noticeReader.read(notice.headers, notice.body)).toMatchObject({ key: 'j1/hold' });
    let accepted = 0;
    for (let n = 0; n < MUTATIONS; n += 1) {
      const { headers, body } = mutated(notice, chance);
      if (bench.ports.noticeReader.read(headers, body) !== undefined) accepted += 1;
    }
    expect(accepted).toBe(0);
    for (let n = 0; n < OVER_HTTP; n += 1) {
      const changed = mutated(notice, chance);
      if (/[^\x20-\x7e]|^\s|\s$/.test(Object.values(changed.headers).join(''))) continue; // HTTP itself trims those
      await refused(changed);
    }
  }, 600_000);

  it('S13 old and future stamps, another secret, no signature, another form', async () => {
    const now = Date.now();
    await refused(noticeOf('j1/hold', new Date(now - 6 * MINUTE)));
    await refused(noticeOf('j1/hold', new Date(now + 6 * MINUTE)));
    await refused(
      noticeOf('j1/hold', new Date(now), `whsec_${Buffer.from('a secret of somebody else').toString('base64')}`),
    );
    await refused({ headers: {}, body: noticeOf('j1/hold').body });
    await refused({ ...noticeOf('j1/hold'), body: '' });
  });

  it('S13 a true one twice is one effect', async () => {
    const { journeyId, state } = await atBankPage();
    bench.cards.answerBankPage(`${journeyId}/hold`, 'confirmed');
    const notice = noticeOf(`${journeyId}/hold`);
    await post(notice).expect(204);
    const after = bench.log.all().length;
    await post(notice).expect(204);
    expect(await state()).toBe('succeeded');
    expect(bench.log.all()).toHaveLength(after);
  });

  it('S13 what a notice says is not believed: the bank’s own record decides', async () => {
    const { journeyId, state } = await atBankPage();
    await post(noticeOf(`${journeyId}/hold`)).expect(204); // says held; the bank knows better
    expect(await state()).toBe('open');
  });

  it('a notice of nothing that is known is taken, and does nothing', async () => {
    const before = bench.log.all().length;
    await post(noticeOf('nobody/hold')).expect(204);
    await post(noticeOf('../../etc/passwd')).expect(204);
    expect(bench.log.all()).toHaveLength(before);
    expect(bench.journeys.told).not.toContain('..');
  });

  it('S12 a return never verifies by itself, whatever it says', async () => {
    const { journeyId, state } = await atBankPage();
    const other = await atBankPage();
    const lies = [
      '',
      '&status=held',
      '&result=approved',
      `&accountId=${other.customer.accountId}`,
      '&amount=0',
      '&cardToken=tok_1',
    ];
    for (const lie of lies) {
      const { headers } = await bench.http.get(`/v1/bank-return?session=${journeyId}${lie}`).expect(303);
      expect(headers['location']).toBe(`/returned?journey=${journeyId}`);
    }
    expect([await state(), await other.state()]).toStrictEqual(['open', 'open']);
  });

  it('S12 a replay, before and after the bank has answered', async () => {
    const { journeyId, state } = await atBankPage();
    await bench.http.get(`/v1/bank-return?session=${journeyId}`).expect(303);
    expect(await state()).toBe('open');
    bench.cards.answerBankPage(`${journeyId}/hold`, 'cancelled');
    await bench.http.get(`/v1/bank-return?session=${journeyId}`).expect(303);
    expect(await state()).toBe('failed');
    const after = bench.log.all().length;
    await bench.http.get(`/v1/bank-return?session=${journeyId}`).expect(303);
    expect([await state(), bench.log.all().length]).toStrictEqual(['failed', after]);
  });

  it('S12 a return, sent a hundred times, wakes the journey twenty times: its history has an end', async () => {
    const { journeyId } = await atBankPage();
    const told = () => bench.journeys.told.filter((id) => id === journeyId).length;
    for (let n = 0; n < 100; n += 1) await bench.http.get(`/v1/bank-return?session=${journeyId}`).expect(303);
    expect(told()).toBe(20);
    await post(noticeOf(`${journeyId}/hold`)).expect(204); // the bank's own word always gets through
    expect(told()).toBe(21);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    'x%0d%0aLocation:%20https://evil.example',
    '%2f%2fevil.example',
    'javascript:alert(1)',
    '',
  ])('S12 is no open redirect: session=%s', async (session) => {
    const { status, headers } = await bench.http.get(`/v1/bank-return?session=${session}`);
    expect(status).toBe(400);
    expect(headers['location']).toBeUndefined();
  });

  it('S12 an address to go to, given beside the session, is not followed', async () => {
    for (const name of ['returnUrl', 'next', 'redirect', 'url']) {
      const { headers } = await bench.http.get(`/v1/bank-return?session=j1&${name}=https://evil.example`).expect(303);
      expect(headers['location']).toBe('/returned?journey=j1');
    }
  });
});
