import { Bench } from '../../testing/bench';
import type { LedgerEntry } from './ledger';
import { settlementFile } from './settlement';

const AT = '2030-02-03T10:00:00.000Z';

describe('the settlement file', () => {
  it('is CSV with a line for each movement of money, and nothing else', async () => {
    let at = new Date(AT);
    const bench = await Bench.open({}, { now: () => at });
    const token = await bench.token('approve');
    const charge = async (key: string) => (await bench.place('charge', token, key)).body;
    const [kept, voided, refunded] = [await charge('kept'), await charge('voided'), await charge('refunded')];
    await bench.release('void', voided, 'void/1');
    await bench.place('charge', await bench.token('charge-declined-51'), 'declined');
    await bench.release('void', (await bench.place('hold', token, 'hold')).body, 'hold-void/1');
    const settled = (await bench.place('hold', token, 'settled')).body;
    await bench.ask(`/v1/holds/${settled.holdId}/settle`, { body: {} });
    const part = (await bench.place('charge', await bench.token('part-approved-at-billing'), 'part')).body;
    at = new Date('2030-02-04T00:00:00.000Z');
    await bench.release('refund', refunded, 'refund/1');

    const file = async (day: string) => (await bench.ask(`/v1/settlements/${day}`)).text.split('\r\n');
    expect(await file('2030-02-03')).toEqual([
      'key,operation,id,currency,minor,status,at',
      `kept,charge,${kept.chargeId},USD,5001,captured,${AT}`,
      `voided,charge,${voided.chargeId},USD,5001,captured,${AT}`,
      `refunded,charge,${refunded.chargeId},USD,5001,captured,${AT}`,
      `void/1,void,${voided.chargeId},USD,5001,voided,${AT}`,
      `settled,settle,${settled.holdId},USD,100,settled,${AT}`,
      `part,charge,${part.chargeId},USD,2500,part-approved,${AT}`,
      '',
    ]);
    expect(await file('2030-02-04')).toEqual([
      'key,operation,id,currency,minor,status,at',
      `refund/1,refund,${refunded.chargeId},USD,5001,refunded,2030-02-04T00:00:00.000Z`,
      '',
    ]);
    expect(await file('2030-02-05')).toEqual(['key,operation,id,currency,minor,status,at', '']);
    for (const day of ['yesterday', '2030-13-01', '2030-02-3']) {
      expect((await bench.ask(`/v1/settlements/${day}`)).status).toBe(422);
    }
    await bench.close();
  });

  it('has no line for a charge that was given up while it waited for the bank page, since nothing had moved', async () => {
    const bench = await Bench.open({}, { now: () => new Date(AT) });
    const { body } = await bench.place('charge', await bench.token('confirm-at-billing'), 'asked');
    expect(body.outcome).toBe('needs-bank-page');
    expect((await bench.release('void', body, 'asked/void/1')).body).toEqual({ outcome: 'voided' });
    expect((await bench.ask('/v1/settlements/2030-02-03')).text).toBe('key,operation,id,currency,minor,status,at\r\n');
    await bench.close();
  });

  it('quotes what a key may hold', () => {
    const entry: LedgerEntry = {
      ...{ seq: 1, at: AT, key: 'a "key", with a comma', operation: 'charge', id: 'charge_1' },
      ...{ amount: { currency: 'JPY', minor: 500 }, status: 'captured', last4: '0000' },
    };
    expect(settlementFile([entry], new Set())).toContain('"a ""key"", with a comma",charge,charge_1,JPY,500,captured,');
  });

  it('meets faults', async () => {
    const bench = await Bench.open();
    await bench.fault({ match: { operation: 'settlement' }, fault: 'down', times: 1 });
    expect((await bench.ask('/v1/settlements/2030-02-03')).status).toBe(503);
    expect((await bench.ask('/v1/settlements/2030-02-03')).status).toBe(200);
    await bench.close();
  });
});
