import {
  billIdentity,
  type BillIdentity,
  type BillingPolicy,
  chargesIdOf,
  creditMonth,
  decideBill,
  decideDeductionRun,
  monthsOf,
  Refusal,
  unbilledOf,
} from '@onfile/domain';
import { type EventLog, stream } from '@onfile/event-log';
import type { Bills } from '../bills/bills';
import { logCharges } from './log-charges';

type Log = Pick<EventLog, 'read' | 'record'>;

/** The streams of bills over the event log. */
export function logBills(log: Log, policy: BillingPolicy): Bills {
  return {
    ...logCharges(log),
    bill: (billId) => log.read(stream('bill', billId)),
    command: commandOver(log, policy),
    world: worldOver(log, policy),
    async records(accountId, month, after, through) {
      const { state } = await log.read(stream('charges', chargesIdOf(accountId, month)));
      return [...unbilledOf({ ...state, billedThrough: after }, through)].reverse();
    },
    run: async (period) => (await log.read(stream('deductionRun', period))).state,
    async noteRun(period, command, { commandId, bodyHash, at }) {
      const recorded = await log.record({
        commandId,
        bodyHash,
        at,
        streams: { run: stream('deductionRun', period) },
        decide: ({ run }, when) => ({ run: decideDeductionRun(command, run, policy.due, when) }),
      });
      return { run: recorded.states.run, position: recorded.position, repeated: recorded.repeated };
    },
  };
}

/** @throws {Refusal} bill-unknown */
function identityOf(billId: string): BillIdentity {
  const identity = billIdentity(billId);
  if (!identity) throw new Refusal('bill-unknown', 'no bill has such an id');
  return identity;
}

function worldOver(log: Log, policy: BillingPolicy): Bills['world'] {
  return async (billId) => {
    const identity = identityOf(billId);
    const { accountId, period } = identity;
    const months = monthsOf(period);
    const [bill, wallet, account, ...charges] = await Promise.all([
      log.read(stream('bill', billId)),
      log.read(stream('wallet', accountId)),
      log.read(stream('account', accountId)),
      ...months.map((month) => log.read(stream('charges', chargesIdOf(accountId, month)))),
    ] as const);
    return {
      ...identity,
      bill: bill.state,
      wallet: wallet.state,
      account: account.state,
      months: charges.map(({ state }, index) => ({ month: months[index] ?? period, charges: state })),
      policy,
      rates: {},
    };
  };
}

function commandOver(log: Log, policy: BillingPolicy): Bills['command'] {
  return async (billId, command, { commandId, bodyHash, at }) => {
    const identity = identityOf(billId);
    const { accountId, period } = identity;
    const month = creditMonth({ period }, at, policy.due.zone);
    const recorded = await log.record({
      commandId,
      bodyHash,
      at,
      streams: {
        bill: stream('bill', billId),
        wallet: stream('wallet', accountId),
        account: stream('account', accountId),
        ...(command.type === 'Credit' ? { charges: stream('charges', chargesIdOf(accountId, month)) } : {}),
      },
      decide: ({ bill, wallet, account }, when) => {
        const world = { ...identity, bill, wallet, account, months: [], policy, rates: {} };
        const { charges, ...others } = decideBill(command, world, when);
        return { ...others, ...(charges?.[month] && { charges: charges[month] }) };
      },
    });
    return { state: recorded.states.bill, position: recorded.position, repeated: recorded.repeated };
  };
}
