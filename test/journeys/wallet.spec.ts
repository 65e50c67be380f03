import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Customer, ValidityChange } from '../driver/onfile';
import { bank, onfile } from './stack';

interface Wallet {
  readonly revision: number;
  readonly cards: readonly { readonly cardId: string; readonly expiry: string; readonly isDefault: boolean }[];
  readonly code?: string;
}

const over = ({ state }: ValidityChange) => state !== 'open';
const justNow = () => new Date().toISOString();
const scenario = async (name: string): Promise<string> => {
  const found = (await bank().scenarios()).find((one) => one.name === name);
  if (!found) throw new Error(`the bank has no card named ${name}`);
  return mintCardNumber(found.number.slice(0, 8));
};
const newcomer = () => onfile().register({ region: 'US', registeredAt: justNow() });
/** Adds a card whose bank always asks. */
const addsConfirming = async (customer: Customer): Promise<string> => {
  const card = { number: await scenario('three-ds-challenge') };
  const { journeyId } = await customer.submitCard(await customer.reachCard(), card);
  const atPage = await customer.until(journeyId, 'the bank page', ({ bankPageUrl }) => !!bankPageUrl);
  await bank().answerPage(atPage.bankPageUrl ?? '', 'confirm');
  const { cardId } = await customer.until(journeyId, 'its end', ({ state }) => state !== 'open');
  return cardId ?? '';
};
const nowOf = async (customer: Customer): Promise<Wallet> =>
  (await customer.get<Wallet>('/v1/payment-methods/as-of')).body;
const releasedAtBank = (changeId: string) =>
  eventually('the hold of the change is back', async () => {
    const holds = (await bank().holds()).filter(({ key }) => key === `${changeId}/hold`);
    return holds.length === 1 && holds[0]?.status === 'voided';
  });
const mailTo = (customer: Customer, subject: string) =>
  eventually(`the mail "${subject}"`, async () =>
    (await bank().inbox(customer.email)).some((mail) => mail.subject === subject),
  );

describe('living with cards on file, over HTTP on the real stack', () => {
  it('R37–38 Edit, approved: the new date counts, the $1 goes back, the old token is destroyed, the customer is told', async () => {
    const customer = await newcomer();
    const cardId = await customer.addsCard({ number: mintCardNumber() });
    const { cardToken } = (await customer.get<{ cardToken: string }>(`/v1/payment-methods/${cardId}/edit-form`)).body;
    const { body } = await customer.edits(cardId, { expMonth: 7, expYear: 2037 });
    const change = await customer.untilChange(body.changeId, 'its end', over);
    expect(change).toMatchObject({ state: 'succeeded', from: '2031-12' });
    expect((await nowOf(customer)).cards).toMatchObject([{ cardId, expiry: '2037-07', isDefault: true }]);
    await releasedAtBank(change.changeId);
    await mailTo(customer, 'The validity period of your card has changed');
    await eventually('the old token is gone', async () => !(await bank().knowsToken(cardToken)));
    const entry = await eventually('the change in Historical Cards', async () => {
      const { body: history } = await customer.get<{ entries: { kind: string; state: string }[] }>(
        '/v1/historical-cards?kind=validity-change',
      );
      return history.entries[0]?.state !== 'open' && history.entries[0];
    });
    expect(entry).toMatchObject({ state: 'succeeded', previousExpiry: '2031-12' });
  });

  it('R37, D11 Edit with the bank page, confirmed there', async () => {
    const customer = await newcomer();
    const cardId = await addsConfirming(customer);
    const { body } = await customer.edits(cardId);
    const asked = await customer.untilChange(body.changeId, 'the bank page', ({ bankPageUrl }) => !!bankPageUrl);
    expect((await nowOf(customer)).cards[0]?.expiry).toBe('2031-12'); // until it succeeds
    expect((await customer.edits(cardId)).body).toMatchObject({ code: 'change-open', changeId: body.changeId });
    const back = await bank().answerPage(asked.bankPageUrl ?? '', 'confirm');
    expect(back).toContain('/v1/bank-return?session=vch_');
    expect(await customer.untilChange(body.changeId, 'its end', over)).toMatchObject({ state: 'succeeded' });
    await releasedAtBank(body.changeId);
  });

  it('R38 Edit, refused on the bank page: the old date stays, and the $1 goes back', async () => {
    const customer = await newcomer();
    const cardId = await addsConfirming(customer);
    const { body } = await customer.edits(cardId);
    const asked = await customer.untilChange(body.changeId, 'the bank page', ({ bankPageUrl }) => !!bankPageUrl);
    await bank().answerPage(asked.bankPageUrl ?? '', 'cancel');
    const change = await customer.untilChange(body.changeId, 'its end', over);
    expect(change).toMatchObject({ state: 'failed', result: { code: 'bank-page-cancelled' } });
    expect((await nowOf(customer)).cards).toMatchObject([{ cardId, expiry: '2031-12' }]);
    await eventually('nothing is held', async () => {
      const [hold] = (await bank().holds()).filter(({ key }) => key === `${body.changeId}/hold`);
      return hold !== undefined && ['voided', 'declined'].includes(hold.status);
    });
    await mailTo(customer, 'The validity period of your card was not changed');
  });

  it('R38 Edit, declined by the bank: the old date stays, and nothing is held', async () => {
    const customer = await newcomer();
    const cardId = await customer.addsCard({ number: await scenario('declined-at-edit') });
    const { body } = await customer.edits(cardId, { expMonth: 7, expYear: 2037 });
    const change = await customer.untilChange(body.changeId, 'its end', over);
    expect(change).toMatchObject({ state: 'failed', result: { code: 'hold-declined' } });
    expect((await nowOf(customer)).cards).toMatchObject([{ cardId, expiry: '2031-12', isDefault: true }]);
    const holds = (await bank().holds()).filter(({ key }) => key === `${body.changeId}/hold`);
    expect(holds).toMatchObject([{ status: 'declined' }]);
    await mailTo(customer, 'The validity period of your card was not changed');
  });

  it('R37 the date of another card is refused, and an unknown token; the card stays as it is', async () => {
    const customer = await newcomer();
    const cardId = await customer.addsCard({ number: mintCardNumber() });
    const ask = async (cardToken: string) =>
      (await customer.post('/v1/card-validity-changes', { cardId, cardToken })).body;
    expect(await ask('tok_nobody')).toMatchObject({ code: 'token-unknown' });
    const other = await bank().tokenize({ number: mintCardNumber(), country: 'US' });
    expect(await ask(other)).toMatchObject({ code: 'card-differs' });
    expect((await nowOf(customer)).cards).toMatchObject([{ cardId, expiry: '2031-12' }]);
  });

  it('R34, D6, R39–40 default, order, removal with its way out; the token is destroyed and the number is free again', async () => {
    const customer = await newcomer();
    const number = mintCardNumber();
    const a = await customer.addsCard({ number });
    const b = await customer.addsCard({ number: mintCardNumber() });
    const c = await customer.addsCard({ number: mintCardNumber() });
    const order = ({ cards }: Wallet) => cards.map(({ cardId }) => cardId);
    const reordered = await customer.put<Wallet>('/v1/payment-methods/order', { order: [a, c, b] });
    expect(order(reordered.body)).toEqual([a, c, b]);
    const stale = await customer.put<Wallet>('/v1/payment-methods/default', { cardId: b }, { 'if-match': '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'wallet-changed']);
    const etag = reordered.headers.get('etag') ?? '';
    const chosen = await customer.put<Wallet>('/v1/payment-methods/default', { cardId: b }, { 'if-match': etag });
    expect(order(chosen.body)).toEqual([b, a, c]);
    const refused = await customer.remove<Wallet>(`/v1/payment-methods/${b}`);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'default-card', cards: [a, c] }]);
    const { cardToken } = (await customer.get<{ cardToken: string }>(`/v1/payment-methods/${a}/edit-form`)).body;
    expect(order((await customer.remove<Wallet>(`/v1/payment-methods/${a}`)).body)).toEqual([b, c]);
    expect(order((await customer.remove<Wallet>(`/v1/payment-methods/${a}`)).body)).toEqual([b, c]); // twice is once
    await mailTo(customer, 'Your card was removed');
    await eventually('the token is gone', async () => !(await bank().knowsToken(cardToken)));
    const other = await newcomer();
    expect(await other.addsCard({ number })).toBeTruthy(); // D16: released in the same append
    const list = await eventually('the list as it is', async () => {
      const { body } = await customer.get<Wallet>('/v1/payment-methods');
      return body.cards.length === 2 && body;
    });
    expect(order(list)).toEqual([b, c]);
  });

  it('D17, R2 the last card goes only with the right to pay later; R41 the currency is chosen', async () => {
    const customer = await newcomer();
    const cardId = await customer.addsCard({ number: mintCardNumber() });
    expect((await customer.get('/v1/me/subscription-gate')).body).toMatchObject({ allowed: true });
    expect((await customer.remove(`/v1/payment-methods/${cardId}`)).body).toMatchObject({ code: 'last-card' });
    const { body } = await customer.remove<Wallet>(`/v1/payment-methods/${cardId}?giveUpPostpayment=true`);
    expect(body.cards).toEqual([]);
    expect((await customer.get('/v1/me/subscription-gate')).body).toMatchObject({ allowed: false, missing: ['card'] });
    await mailTo(customer, 'You have given up paying later');
    expect((await customer.put('/v1/me/preferences/currency', { currency: 'EUR' })).body).toMatchObject({
      currency: 'EUR',
    });
    await mailTo(customer, 'Your currency is now EUR');
  });

  it('the bank dates a card anew: the card on file follows, and the customer is told', async () => {
    const customer = await newcomer();
    const cardId = await customer.addsCard({ number: mintCardNumber() });
    const { cardToken } = (await customer.get<{ cardToken: string }>(`/v1/payment-methods/${cardId}/edit-form`)).body;
    await bank().updateCard(cardToken, { expiry: '2039-02' });
    await eventually('the new date', async () => (await nowOf(customer)).cards[0]?.expiry === '2039-02');
    await mailTo(customer, 'Your card was updated by your bank');
  });

  it('Q16 thirty-two clients set different defaults at once: one default, and a history that explains it', async () => {
    const customer = await newcomer();
    const cards: string[] = [];
    for (let n = 0; n < 4; n += 1) cards.push(await customer.addsCard({ number: mintCardNumber() }));
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, n) => customer.put('/v1/payment-methods/default', { cardId: cards[n % 4] })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const { cards: now } = await nowOf(customer);
    const defaults = now.filter(({ isDefault }) => isDefault).map(({ cardId }) => cardId);
    expect(defaults).toHaveLength(1);
    const told = await eventually('the timeline', async () => {
      const { body } = await customer.get<{ entries: { type: string; details: { cardId: string } }[] }>(
        '/v1/me/timeline?limit=100',
      );
      const [newest] = body.entries.filter(({ type }) => type === 'DefaultCardSet');
      return newest?.details.cardId === defaults[0] && newest;
    });
    expect(told.details.cardId).toBe(defaults[0]);
  });
});
