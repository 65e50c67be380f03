import type { Response } from 'supertest';
import { startBench, type Bench } from '../../testing/bench';
import { Customer, freshMobile } from '../../testing/customer';

const MINUTE = 60_000;
const codeOf = ({ body }: Response): string => (body as { code: string }).code;

const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;

describe('one-time codes', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await startBench()));
  afterEach(() => bench.stop());

  /** A customer at the email step, a code sent. */
  async function emailSent(): Promise<{ customer: Customer; path: string; code: string }> {
    const customer = await Customer.register(bench);
    const path = `/v1/card-additions/${await customer.addCard()}`;
    await customer.post(`${path}/email-code`);
    return { customer, path, code: customer.newestCode() };
  }
  const other = (code: string, at: number): string =>
    `${code.slice(0, at)}${(Number(code[at]) + 1) % 10}${code.slice(at + 1)}`;

  it('R11–12 are six digits, differ, and stand nowhere but in the message', async () => {
    const sent = await Promise.all(Array.from({ length: 20 }, emailSent));
    for (const { code } of sent) expect(code).toMatch(/^\d{6}$/);
    expect(new Set(sent.map(({ code }) => code)).size).toBeGreaterThan(15);
    const kept = JSON.stringify(bench.log.all()) + bench.logged.join('');
    for (const { code } of sent) expect(kept).not.toMatch(new RegExp(`"${code}"|\\b${code}\\b`));
  });

  it('S8 what is compared is a digest of the whole code: no right digit makes it nearer', async () => {
    const of = { accountId: 'acc_1', purpose: 'email', addressHash: 'h' } as const;
    const digest = (more: Partial<Parameters<typeof bench.secrecy.codeDigest>[0]> = {}) =>
      bench.secrecy.codeDigest({ ...of, code: '123456', ...more });
    const right = digest();
    const wrong = [0, 1, 2, 3, 4, 5].map((at) => digest({ code: other('123456', at) }));
    for (const one of wrong) {
      const same = [...one].filter((letter, at) => letter === right[at]).length;
      expect(same).toBeLessThan(right.length / 3); // as far apart as any two digests
    }
    // S10: bound to account, purpose and address.
    const bound = [digest({ accountId: 'acc_2' }), digest({ purpose: 'sms' }), digest({ addressHash: 'g' })];
    expect(new Set([right, ...wrong, ...bound]).size).toBe(10);
  });

  it('S8 a wrong answer takes as long whether no digit is right or five are', async () => {
    const { customer, path, code } = await emailSent();
    const took = async (guess: string): Promise<number> => {
      const from = performance.now();
      bench.secrecy.codeDigest({ accountId: customer.accountId, purpose: 'email', addressHash: 'h', code: guess });
      return performance.now() - from;
    };
    const none = [...code].map((digit) => (Number(digit) + 1) % 10).join('');
    const five = other(code, 5);
    const medians = async (): Promise<[number, number]> => {
      const [ofNone, ofFive]: [number[], number[]] = [[], []];
      // In turns, so that a machine that is busy for a while is so for both.
      for (let n = 0; n < 2_001; n += 1) {
        ofNone.push(await took(none));
        ofFive.push(await took(five));
      }
      return [median(ofNone), median(ofFive)];
    };
    await medians(); // the first round warms up
    const [ofNone, ofFive] = await medians();
    expect(Math.abs(ofNone - ofFive)).toBeLessThan(0.02); // milliseconds
    expect(codeOf(await customer.post(`${path}/email-confirmation`, { code: none }))).toBe('code-wrong');
    expect(codeOf(await customer.post(`${path}/email-confirmation`, { code: five }))).toBe('code-wrong');
  });

  it('S10 works once, and only the newest', async () => {
    const { customer, path, code } = await emailSent();
    bench.pass(MINUTE);
    await customer.post(`${path}/email-code`);
    const newest = customer.newestCode();
    if (newest !== code) expect(codeOf(await customer.post(`${path}/email-confirmation`, { code }))).toBe('code-wrong');
    expect((await customer.post(`${path}/email-confirmation`, { code: newest })).status).toBe(200);
    // The same code once more in the same journey adds nothing; in the next one it is worth nothing.
    const before = bench.log.all().length;
    await customer.post(`${path}/email-confirmation`, { code: newest });
    expect(bench.log.all()).toHaveLength(before);
    await customer.post(`${path}/cancellation`);
    const next = await customer.addCard();
    expect(codeOf(await customer.post(`/v1/card-additions/${next}/email-confirmation`, { code: newest }))).toBe(
      'no-code-sent',
    );
  });

  it('S10 does not work for another account, another purpose, or another number', async () => {
    const one = await emailSent();
    const two = await emailSent();
    if (one.code !== two.code) {
      expect(codeOf(await two.customer.post(`${two.path}/email-confirmation`, { code: one.code }))).toBe('code-wrong');
    }
    await one.customer.post(`${one.path}/email-confirmation`, { code: one.code });
    const { mobile } = one.customer;
    await one.customer.post(`${one.path}/mobile-code`, { mobileNumber: mobile });
    const sms = one.customer.newestCode();
    const confirm = (mobileNumber: string, code: string) =>
      one.customer.post(`${one.path}/mobile-confirmation`, { mobileNumber, code });
    if (sms !== one.code) expect(codeOf(await confirm(mobile, one.code))).toBe('code-wrong');
    expect(codeOf(await confirm(freshMobile(), sms))).toBe('number-changed');
  });

  it('S10 R16 changing the number voids the code that was sent to the old one', async () => {
    const customer = await Customer.register(bench, { ageMs: 0 });
    const path = `/v1/card-additions/${await customer.addCard()}`;
    await customer.post(`${path}/mobile-code`, { mobileNumber: customer.mobile });
    const old = customer.newestCode();
    bench.pass(MINUTE);
    await customer.post(`${path}/mobile-code`, { mobileNumber: freshMobile() });
    const answer = await customer.post(`${path}/mobile-confirmation`, { mobileNumber: customer.mobile, code: old });
    expect(codeOf(answer)).toBe('number-changed');
  });

  it('S10 two tabs: the code that the other tab asked for counts in both', async () => {
    const { customer, path } = await emailSent();
    const again = await customer.post('/v1/card-additions');
    expect((again.body as { journeyId: string }).journeyId).toBe(path.split('/').at(-1));
    const tabs = [customer.newestCode(), customer.newestCode()].map((code) =>
      customer.post(`${path}/email-confirmation`, { code }),
    );
    const statuses = (await Promise.all(tabs)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(
      bench.log.types(`cardAddition-${path.split('/').at(-1)}`).filter((type) => type === 'EmailConfirmed'),
    ).toHaveLength(1);
  });

  it('R12 five wrong tries void the code, the right one too', async () => {
    const { customer, path, code } = await emailSent();
    const told: unknown[] = [];
    for (let n = 0; n < 5; n += 1)
      told.push(await customer.post(`${path}/email-confirmation`, { code: other(code, n) }));
    expect((told as Response[]).map(({ body }) => (body as { triesLeft: number }).triesLeft)).toStrictEqual([
      4, 3, 2, 1, 0,
    ]);
    expect(codeOf(await customer.post(`${path}/email-confirmation`, { code }))).toBe('code-void');
  });

  it('R12 expire after ten minutes, the SMS after five', async () => {
    const { customer, path, code } = await emailSent();
    bench.pass(10 * MINUTE);
    expect(codeOf(await customer.post(`${path}/email-confirmation`, { code }))).toBe('code-expired');
  });

  it('R12 a new code can be asked for after a minute; a refused send says when, and costs nothing', async () => {
    const { customer, path } = await emailSent();
    const early = await customer.post(`${path}/email-code`);
    expect(early.body).toMatchObject({ code: 'resend-too-early', retryAfter: 60 });
    expect(early.headers['retry-after']).toBe('60');
    for (let n = 0; n < 4; n += 1) {
      bench.pass(MINUTE);
      expect((await customer.post(`${path}/email-code`)).status).toBe(200);
    }
    bench.pass(MINUTE);
    const sixth = await customer.post(`${path}/email-code`);
    expect(sixth.body).toMatchObject({ code: 'too-many-sends', retryAt: '2024-05-10T13:00:00.000Z' });
    bench.pass(55 * MINUTE);
    expect((await customer.post(`${path}/email-code`)).status).toBe(200);
  });

  it('S9 many numbers of one prefix: sends are capped, other prefixes are served', async () => {
    const send = async (mobileNumber: string): Promise<Response> => {
      const customer = await Customer.register(bench, { ageMs: 0 });
      return customer.post(`/v1/card-additions/${await customer.addCard()}/mobile-code`, { mobileNumber });
    };
    const statuses: number[] = [];
    for (let n = 0; n < 120; n += 1) statuses.push((await send(`+1202999${1000 + n}`)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.slice(100).every((status) => status === 429)).toBe(true);
    expect((await send('+12026651234')).status).toBe(200);
  }, 300_000);

  it('limits the sends of one network, by its IPv4 address or IPv6 /64', async () => {
    const send = async (from: string): Promise<number> => {
      const customer = await Customer.register(bench, { ageMs: 0 });
      const path = `/v1/card-additions/${await customer.addCard()}/mobile-code`;
      const { status } = await bench.http
        .post(path)
        .set({
          Authorization: `Bearer ${customer.token}`,
          'Idempotency-Key': bench.freshKey(),
          'X-Forwarded-For': from,
        })
        .send({ mobileNumber: customer.mobile });
      return status;
    };
    for (let n = 0; n < 30; n += 1) expect(await send(`2001:db8:1:2::${n.toString(16)}`)).toBe(200);
    expect(await send('2001:db8:1:2:ffff::1')).toBe(429);
    expect(await send('2001:db8:1:3::1')).toBe(200);
    expect(await send('203.0.113.9')).toBe(200);
  }, 300_000);
});
