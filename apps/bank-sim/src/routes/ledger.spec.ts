import { Bench, type LedgerLine } from '../../testing/bench';

describe('the ledger', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.open();
    const token = await bench.token('approve');
    for (let n = 1; n <= 5; n += 1) await bench.place('charge', token, `bill-${n}/1`);
    await bench.place('charge', await bench.token('charge-declined-05'), 'bill-6/1');
  });
  afterAll(() => bench.close());

  const page = async (query: string) => (await bench.ask<{ entries: LedgerLine[] }>(`/ledger?${query}`)).body.entries;

  it('lists every decision in order, with its key', async () => {
    const entries = await page('');
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(entries[5]).toEqual({
      seq: 6,
      at: expect.any(String),
      key: 'bill-6/1',
      operation: 'charge',
      id: expect.stringMatching(/^charge_/),
      amount: { currency: 'USD', minor: 5_001 },
      status: 'declined',
      last4: expect.stringMatching(/^\d{4}$/),
    });
  });

  it('is read in pages, from where one stopped', async () => {
    expect((await page('limit=2')).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await page('after=2&limit=3')).map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(await page('after=6')).toEqual([]);
    expect((await page('after=nonsense')).length).toBe(6);
  });

  it('X12 is the same for the same seed and the same calls, ids and all', async () => {
    const run = async (seed: string) => {
      const one = await Bench.open({ seed });
      const token = await one.tokenOf('4000007700000000');
      const hold = await one.place('hold', token, 'journey/hold');
      await one.release('void', hold.body, 'journey/void/1');
      const asked = await one.place('hold', await one.tokenOf('4000010100000000'), 'other/hold');
      const answers = [token, hold.text, asked.text.replaceAll(one.url, '')];
      const page = await one.ask(new URL(asked.body.bankPageUrl ?? '').pathname, { token: '' });
      const lines = (await one.ledger()).map(({ key, id, status }) => ({ key, id, status }));
      await one.close();
      return JSON.stringify([answers, /data-one-time-code="\d+"/.exec(page.text)?.[0], lines]);
    };
    const first = await run('seven');
    expect(await run('seven')).toBe(first);
    expect(await run('eight')).not.toBe(first);
  });
});
