import { Bench, eventually } from '../../testing/bench';

describe('notices', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.open();
  });
  afterEach(() => bench.close());

  const expired = async (): Promise<string> => {
    const key = bench.key();
    const { body } = await bench.place('hold', await bench.token('approve'), key);
    await bench.ask(`/v1/holds/${body.holdId}/expire`, { body: {} });
    return key;
  };

  it('are signed (Standard Webhooks) and tell what no answer told', async () => {
    const key = await expired();
    const notice = await eventually(() => bench.merchant.about(key)[0]);
    expect(notice).toEqual({
      id: expect.stringMatching(/^notice_[0-9a-f]{24}$/),
      type: 'hold.updated',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: { key, holdId: expect.any(String), status: 'expired', networkCode: '00', reference: `of ${key}` },
    });
  });

  it('come again with the same id until they are taken', async () => {
    bench.merchant.refuses = 3;
    const key = await expired();
    await eventually(() => bench.merchant.about(key).length === 1);
    expect(bench.merchant.refused).toBe(3);
    // The bank notes it once it has the answer, which is after the merchant gave it.
    const noted = await eventually(async () => {
      const { body } = await bench.ask<{ notices: { tries: number; deliveredAt?: string }[] }>('/notices');
      return body.notices[0]?.deliveredAt !== undefined && body.notices[0];
    });
    expect(noted).toMatchObject({ tries: 4, deliveredAt: expect.any(String) });
  });

  it('that were not taken are sent after a restart', async () => {
    bench.merchant.refuses = Number.MAX_SAFE_INTEGER;
    const keys = [await expired(), await expired()];
    await eventually(() => bench.merchant.refused > 2);
    await bench.bank.stop();
    bench.merchant.refuses = 0;
    await bench.restart();
    for (const key of keys) await eventually(() => bench.merchant.about(key).length === 1);
  });

  it('are not made when nobody listens', async () => {
    const alone = await Bench.open({ webhookUrl: undefined });
    const { body } = await alone.place('hold', await alone.token('hold-notice-before-answer'));
    await alone.ask(`/v1/holds/${body.holdId}/expire`, { body: {} });
    expect((await alone.ask<{ notices: unknown[] }>('/notices')).body.notices).toEqual([]);
    await alone.close();
  });
});
