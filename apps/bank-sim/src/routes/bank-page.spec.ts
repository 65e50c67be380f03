import { Bench, eventually } from '../../testing/bench';

describe('R29 the bank page', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  const asked = async (scenario: string, kind: 'hold' | 'charge' = 'hold', more = {}) => {
    const key = bench.key();
    const { body } = await bench.place(kind, await bench.token(scenario), key, more);
    return { key, url: body.bankPageUrl ?? '', stands: () => bench.find(kind, key) };
  };
  const told = (key: string, status: string) =>
    eventually(() => bench.merchant.about(key).find(({ data }) => data.status === status));

  it.each([
    ['three-ds-challenge', 'hold', 'confirm', { status: 'held', networkCode: '00', threeDs: { transStatus: 'Y' } }],
    [
      'three-ds-challenge',
      'hold',
      'cancel',
      { status: 'declined', bankPage: 'cancelled', threeDs: { transStatus: 'N' } },
    ],
    ['three-ds-decoupled', 'hold', 'confirm', { status: 'held' }],
    ['three-ds-always', 'hold', 'confirm', { status: 'held' }],
    ['three-ds-always', 'charge', 'confirm', { status: 'captured' }],
    ['confirm-at-billing', 'charge', 'confirm', { status: 'captured' }],
    ['confirm-at-billing', 'charge', 'cancel', { status: 'declined', bankPage: 'cancelled' }],
    [
      'three-ds-then-declined',
      'hold',
      'confirm',
      { status: 'declined', networkCode: '05', threeDs: { transStatus: 'Y' } },
    ],
    ['three-ds-then-declined', 'hold', 'cancel', { status: 'declined', bankPage: 'cancelled' }],
    ['three-ds-error', 'hold', 'confirm', { status: 'declined', bankPage: 'failed', threeDs: { transStatus: 'U' } }],
    ['three-ds-cancelled', 'hold', 'confirm', { status: 'declined', bankPage: 'cancelled' }],
  ] as const)('%s, %s: %s', async (scenario, kind, answer, standing) => {
    const { key, url, stands } = await asked(scenario, kind);
    const back = await bench.press(url, answer);
    expect([back.status, back.headers.get('location')]).toEqual([303, 'http://127.0.0.1:9/return']);
    expect(await stands()).toMatchObject(standing);
    expect((await told(key, standing.status)).type).toBe(`${kind}.updated`);
  });

  it('three-ds-silent: no way back, no notice, and it stays open', async () => {
    const { key, url, stands } = await asked('three-ds-silent');
    const answer = await bench.press(url, 'confirm');
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(await stands()).toMatchObject({ status: 'needs-bank-page' });
    expect(bench.merchant.about(key)).toEqual([]);
  });

  it('saying nothing leaves it open for a later answer', async () => {
    const { url, stands } = await asked('three-ds-challenge');
    expect((await bench.press(url, 'silence')).status).toBe(200);
    expect(await stands()).toMatchObject({ status: 'needs-bank-page' });
    await bench.press(url, 'confirm');
    expect(await stands()).toMatchObject({ status: 'held' });
  });

  it('takes the first answer; coming back twice, or from another browser, changes nothing', async () => {
    const { key, url, stands } = await asked('three-ds-challenge');
    await bench.press(url, 'cancel');
    const again = await bench.press(url, 'confirm');
    expect([again.status, again.headers.get('location')]).toEqual([303, 'http://127.0.0.1:9/return']);
    expect(await stands()).toMatchObject({ status: 'declined' });
    await told(key, 'declined');
    expect((await bench.ledger()).filter((line) => line.key === key).map(({ status }) => status)).toEqual([
      'needs-bank-page',
      'declined',
    ]);
    expect((await bench.ask(new URL(url).pathname, { token: '' })).text).toContain('This was answered already');
  });

  it('wants the right code: two wrong ones are told, the third ends it', async () => {
    const { url, stands } = await asked('three-ds-challenge');
    for (const code of ['000000', '']) {
      const wrong = await bench.press(url, 'confirm', code);
      expect(wrong.status).toBe(422);
      expect(wrong.text).toContain('That was not the code');
    }
    expect(await stands()).toMatchObject({ status: 'needs-bank-page' });
    expect((await bench.press(url, 'confirm', '000000')).status).toBe(303);
    expect(await stands()).toMatchObject({ status: 'declined', networkCode: '75', bankPage: 'failed' });
  });

  it('without a return address it ends on the bank itself', async () => {
    const { url } = await asked('three-ds-challenge', 'hold', { returnUrl: undefined });
    expect((await bench.press(url, 'confirm')).text).toContain('<strong>held</strong>');
  });

  it('refuses another answer, and knows no other page', async () => {
    const { url } = await asked('three-ds-challenge');
    expect((await bench.press(url, 'maybe')).status).toBe(422);
    expect((await bench.ask('/bank-page/page_none', { token: '' })).status).toBe(404);
    expect(
      (await bench.ask('/bank-page/page_none', { method: 'POST', body: 'answer=confirm', token: '' })).status,
    ).toBe(404);
  });

  it('meets faults of its own: the page may be down', async () => {
    const { key, url } = await asked('three-ds-challenge');
    await bench.fault({ match: { operation: 'page', key }, fault: 'down', times: 1 });
    expect((await bench.ask(new URL(url).pathname, { token: '' })).status).toBe(503);
    expect((await bench.ask(new URL(url).pathname, { token: '' })).status).toBe(200);
  });

  it('notice-before-answer: the notice is there before the browser is sent back', async () => {
    const { key, url } = await asked('three-ds-challenge');
    await bench.fault({ match: { operation: 'hold', key }, fault: 'notice-before-answer' });
    await bench.press(url, 'confirm');
    expect(bench.merchant.about(key)).toHaveLength(1);
  });
});
