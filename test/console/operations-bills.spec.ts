import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { fillWallet } from '../disturbed/full-wallets';
import { Billing } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { bank, onfile, sharedLog } from '../journeys/stack';
import { withBrowser } from './with-browser';
import { act, didIt, operatorOn } from './with-operator';

/** Adds fine; the first try of a bill is answered with 03, a fault of ours (D7). */
const OUR_SET_UP = '40000097';
const AN_HOUR_MS = 3_600_000;

jest.setTimeout(240_000);

describe('the operators’ pages of a bill: what can be done about it', () => {
  const { device } = withBrowser();
  const billing = () => new Billing(onfile());
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: sharedLog() })));
  afterAll(() => log.close());

  /** A bill ahead of the third of an account with these cards, the first of them its default. */
  async function billOf(...numbers: string[]): Promise<string> {
    const { accountId } = await onfile().register({ region: 'US' });
    const tokens = await Promise.all(numbers.map((number) => bank().tokenize({ number, country: 'US' })));
    await fillWallet(log, accountId, tokens);
    const at = new Date(Date.now() - AN_HOUR_MS).toISOString();
    await billing().charge([{ accountId, minor: 4_200, at }]);
    return billing().billAtRisk(accountId);
  }

  /** Keys of the charges of a bill that the bank took. */
  const captured = async (billId: string) =>
    (await bank().ledger())
      .filter(({ key, status }) => key.startsWith(`${billId}/`) && status === 'captured')
      .map(({ key }) => key);

  /** Another operator says yes. */
  async function saysYes(ask: string): Promise<void> {
    const token = await onfile().signIn({ operator: 'op-second', may: 'approve' });
    const address = `${onfile().url}/v1/operations/asks/${ask}/approvals`;
    const { status, body } = await onfile().exchange(address, {
      token,
      key: `yes-to-${ask}`,
      body: { reason: 'seen' },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  /** What a dialog says it is asked for as. */
  async function asked(console: Awaited<ReturnType<typeof operatorOn>>['console']): Promise<string> {
    const words = await console.page
      .getByRole('alertdialog')
      .getByText(/until another operator says yes/)
      .textContent();
    const [ask = ''] = /\d{6}-\d+/.exec(words ?? '') ?? [];
    await didIt(console, /until another operator says yes/);
    return ask;
  }

  it('D7 a bill that was blocked on us is unblocked, and goes on; its trail names the operator', async () => {
    const billId = await billOf(mintCardNumber(OUR_SET_UP), mintCardNumber());
    const { number } = await billing().untilBill(billId, 'is blocked', ({ status }) => status === 'blocked');
    const { console, name } = await operatorOn(device, 'write');
    await console.open(`/operations/bills/${billId}`, `Bill ${number}`);
    await console.button('Unblock').waitFor();
    await expect(console.button('Give up a charge').count()).resolves.toBe(0);
    await act(console, 'Unblock', 'the set-up is mended', 'Unblock it');
    await didIt(console, 'Unblocked: deductions go on.');
    await billing().untilBill(billId, 'is paid', ({ status }) => status === 'paid');
    expect(await captured(billId)).toStrictEqual([`${billId}/2`]);
    const tried = (await billing().trail(billId)).filter(({ what }) => what === 'charge-asked');
    expect(tried.map(({ cardId }) => cardId)).toStrictEqual(['card_0', 'card_0']); // mended, the same card pays
    const unblocked = console.page.getByRole('listitem').filter({ hasText: 'Unblocked' });
    await unblocked.getByText(`by ${name}`).waitFor();
  });

  it('D7 a charge that never got its answer is given up by two; the next card is charged under a key of its own', async () => {
    const number = mintCardNumber();
    // The bank knows nothing of it, so it is sent again and again: it must never get there, however long this takes.
    await bank().fault({ match: { operation: 'charge', last4: number.slice(-4) }, fault: 'lost-before' });
    const billId = await billOf(number, mintCardNumber());
    const bill = await billing().untilBill(billId, 'has no answer', ({ status }) => status === 'being-checked');
    await daysGoBy(billId);
    const { console } = await operatorOn(device, 'write');
    await console.open(`/operations/bills/${billId}`, `Bill ${bill.number}`);
    await act(console, 'Give up a charge', 'the bank has nothing under this key', 'Give it up');
    const ask = await asked(console);
    expect(await captured(billId)).toStrictEqual([]);
    await saysYes(ask);
    await billing().untilBill(billId, 'is paid', ({ status }) => status === 'paid');
    expect(await captured(billId)).toStrictEqual([`${billId}/2`]);
  });

  it('R30b a false alarm is taken back by a credit, once another has said yes', async () => {
    const billId = await billOf(mintCardNumber());
    const bill = await billing().untilBill(billId, 'is paid', ({ status }) => status === 'paid');
    const { console } = await operatorOn(device, 'write');
    await console.open(`/operations/bills/${billId}`, `Bill ${bill.number}`);
    await act(console, 'Credit', 'nobody was in arrears', 'Credit it');
    const ask = await asked(console);
    expect((await billing().trail(billId)).some(({ what }) => what === 'credited')).toBe(false);
    await saysYes(ask);
    expect((await billing().trail(billId)).some(({ what }) => what === 'credited')).toBe(true);
    await console.page.reload();
    await console.page.getByRole('listitem').filter({ hasText: 'Credited' }).waitFor();
  });

  /** What the bill's own workflow notes after days without an answer. */
  async function daysGoBy(billId: string): Promise<void> {
    const at = new Date().toISOString();
    const blocked = { type: 'BillBlocked', at, data: { because: 'unknown', key: `${billId}/1` } } as const;
    const streams = { bill: stream('bill', billId) };
    await log.record({ commandId: `${billId} days go by`, at, streams, decide: () => ({ bill: [blocked] }) });
  }
});
