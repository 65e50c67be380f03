import { createEventLog, type EventLog, stream } from '@onfile/event-log';
import { fillWallet } from '../disturbed/full-wallets';
import { Billing, lastMonth } from '../driver/billing';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import { bank, onfile, sharedLog } from '../journeys/stack';
import { withBrowser } from './with-browser';
import { act, didIt, operatorOn } from './with-operator';

/** A currency whose rate nobody publishes here: accounts that are billed in it fail for a fault of ours. */
const WITHOUT_RATE = 'IQD';
/** How long the bank takes for one charge, so that the run has a middle. */
const SLOW_MS = 9_000;

jest.setTimeout(240_000);

/** The month before the last one, so that this run is nobody else's. */
const period = new Date(Date.parse(`${lastMonth()}-01T00:00:00Z`) - 1).toISOString().slice(0, 7);

describe('X8 the control room of a run', () => {
  const { device } = withBrowser();
  const billing = () => new Billing(onfile());
  let log: EventLog;
  beforeAll(() => (log = createEventLog({ url: sharedLog() })));
  afterAll(() => log.close());

  /** An account with a card and something to pay in the month of the run. */
  async function account(number: string): Promise<string> {
    const { accountId } = await onfile().register({ region: 'US', registeredAt: `${period}-01T08:00:00Z` });
    await fillWallet(log, accountId, [await bank().tokenize({ number, country: 'US' })]);
    await billing().charge([{ accountId, minor: 4_200, at: `${period}-15T08:00:00Z` }]);
    return accountId;
  }

  const choose = (accountId: string, currency: string) => {
    const at = new Date().toISOString();
    const fact = { type: 'CurrencyChosen', at, data: { currency } } as const;
    const streams = { account: stream('account', accountId) };
    return log.record({ commandId: `${accountId} ${currency}`, at, streams, decide: () => ({ account: [fact] }) });
  };

  it('pauses and resumes it while it runs; looks again at one that failed, and then at all of them', async () => {
    const slow = mintCardNumber();
    const [one = '', other = '', third = ''] = await Promise.all(
      [mintCardNumber(), mintCardNumber(), slow].map(account),
    );
    const failing = [one, other];
    await Promise.all(failing.map((accountId) => choose(accountId, WITHOUT_RATE)));
    await bank().fault({ match: { operation: 'charge', last4: slow.slice(-4) }, fault: 'slow', ms: SLOW_MS, times: 1 });
    const { console, name } = await operatorOn(device, 'write');
    await console.open('/operations/runs', 'Deduction runs');
    await billing().startRun(period);
    await console.open(`/operations/runs/${period}`);
    await act(console, 'Pause', 'the bank asked for it', 'Pause it');
    await didIt(console, 'Paused: it goes on when it is resumed.');
    await console.page.getByRole('definition').getByText('Paused').waitFor();
    await act(console, 'Resume', 'the bank is ready', 'Resume it');
    await didIt(console, 'Resumed: it goes on where it was.');
    await console.page.getByRole('definition').getByText('Finished').waitFor();
    await billing().untilBill(`${third}-${period}`, 'is paid', ({ status }) => status === 'paid');

    await console.says('2 accounts');
    await Promise.all(failing.map((accountId) => choose(accountId, 'USD')));
    await act(console, `Look at it again: ${one}`, 'the rate is there', 'Look again');
    await didIt(console, 'One account is looked at again.');
    const paid = await billing().untilBill(`${one}-${period}`, 'is paid', ({ status }) => status === 'paid');
    await act(console, 'Bill the failed again', 'the rate is there', 'Look at them again');
    await didIt(console, 'One account is looked at again.'); // the other has its bill already
    await billing().untilBill(`${other}-${period}`, 'is paid', ({ status }) => status === 'paid');
    await eventually('none counts as failed any more', async () => {
      const { body } = await billing().operate<{ counts: { failed: number } }>(`deduction-runs/${period}`);
      return body.counts.failed === 0;
    });
    await console.open(`/operations/runs/${period}`);
    await console.says('Nothing failed.');
    const charges = (await bank().ledger()).filter(
      ({ operation, key }) => operation === 'charge' && isOf(key, paid.billId),
    );
    expect(charges).toHaveLength(1);
    await console.open(`/operations/log?by=${name}`, 'Operator log');
    for (const words of ['Run failed again', 'Resume run', 'Pause run', `account ${one}`]) await console.says(words);
  });
});

const isOf = (key: string, billId: string): boolean => key.startsWith(`${billId}/`);
