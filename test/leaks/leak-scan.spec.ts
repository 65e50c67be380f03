import { startStack, type Stack } from '@onfile/infra';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Bank } from '../driver/bank';
import { mintCardNumber } from '../driver/cards';
import { ask, type Exchange } from '../driver/http';
import { Onfile, type Customer, type Journey } from '../driver/onfile';
import { needlesFor, scanBytes, scanFolder, type Secret } from './scanner';

const over = ({ state }: Journey) => state !== 'open';
/** What the bank keeps is the bank's own; the keys of the folder are made to be there. */
const isOthers = (data: string) => (path: string) =>
  path.startsWith(join(data, 'bank')) || /keys|secrets/.test(basename(path));

describe('S1, S17 nothing secret is anywhere after journeys of all kinds', () => {
  let stack: Stack;
  let data: string;
  const secrets: Secret[] = [];
  const answers: Buffer[] = [];
  /** Keeps every answer of Onfile, so that it can be looked through. */
  const listening: Exchange = async (url, given) => {
    const answer = await ask<never>(url, given);
    answers.push(Buffer.from(JSON.stringify([answer.body, [...answer.headers]])));
    return answer;
  };

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'onfile-leaks-'));
    // Codes of twenty digits are found by no chance.
    stack = await startStack({ data, env: { CODE_DIGITS: '20' } });
    const bank = new Bank(stack.urls.bank, stack.apiKeys.bank);
    const onfile = new Onfile(stack.urls.api, bank, listening);
    const declined = (await bank.scenarios()).find(({ name }) => name === 'hold-declined-51')?.number.slice(0, 8);
    for (let n = 0; n < 6; n += 1) await journey(onfile, n, n % 3 === 2 ? declined : undefined);
    await stack.stop();
  }, 240_000);
  afterAll(async () => {
    await stack?.stop();
    await rm(data, { recursive: true, force: true });
  }, 60_000);

  it('neither in any store nor in any log', async () => {
    expect(await scanFolder(data, needlesFor(secrets), isOthers(data))).toEqual([]);
  }, 240_000);

  it('nor in any answer', () => {
    expect(answers.length).toBeGreaterThan(30);
    expect(scanBytes(Buffer.concat(answers), needlesFor(secrets), 'an answer')).toEqual([]);
  });

  it('and the bank, who may know them, does: the secrets were really used', async () => {
    const codes = secrets.filter(({ name }) => name.includes('code by'));
    expect(codes).toHaveLength(12);
    const leaks = await scanFolder(join(data, 'bank'), needlesFor(codes));
    expect(new Set(leaks.map(({ secret }) => secret)).size).toBe(12);
  }, 60_000);

  async function journey(onfile: Onfile, n: number, prefix?: string): Promise<void> {
    const customer = await onfile.register({ region: 'CL' });
    const name = `Zyxwolf ${n} Quillfeather-Nightingale`;
    const address = `${n} Umbrella Passage, Valdivia by the Sea`;
    const rut = `1876543${n}-9`;
    const number = mintCardNumber(prefix);
    const securityCode = `98${n}`;
    secrets.push(
      { name: `${n}: name`, text: name },
      { name: `${n}: address`, text: address },
      { name: `${n}: tax id`, text: rut },
      { name: `${n}: card number`, text: number },
      { name: `${n}: card number as it is written`, text: number.replace(/(\d{4})(?=\d)/g, '$1 ') },
      { name: `${n}: security code`, text: `"securityCode":"${securityCode}"` },
    );
    let at = await customer.addCard();
    at = await confirm(customer, at, n);
    at = await customer.step(`/v1/card-additions/${at.journeyId}/information`, {
      ...{ accountType: 'individual', name, address, industry: 'software' },
    });
    await customer.submitCard(at, { number, securityCode, holderName: name }, { type: 'RUT', number: rut });
    await customer.until(at.journeyId, 'its end', over);
    await customer.untilReleased(at.journeyId);
    for (const path of ['/v1/me', '/v1/payment-methods', '/v1/historical-cards', '/v1/holds', '/v1/me/timeline'])
      await customer.get(path);
    await customer.get(`/v1/card-additions/${at.journeyId}/timeline`);
  }

  /** Both codes; each is remembered, and a wrong one is given first. */
  async function confirm(customer: Customer, { journeyId }: Journey, n: number): Promise<Journey> {
    const path = `/v1/card-additions/${journeyId}`;
    await customer.step(`${path}/email-code`, {});
    const mail = await customer.codeFrom(customer.email);
    await customer.post(`${path}/email-confirmation`, { code: '1'.repeat(20) });
    await customer.step(`${path}/email-confirmation`, { code: mail });
    await customer.step(`${path}/mobile-code`, { mobileNumber: customer.mobile });
    const sms = await customer.codeFrom(customer.mobile);
    secrets.push({ name: `${n}: code by mail`, text: mail }, { name: `${n}: code by text`, text: sms });
    return customer.step(`${path}/mobile-confirmation`, { mobileNumber: customer.mobile, code: sms });
  }
});
