import { answered, type OnfileClient } from '@onfile/api-client';
import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { callOf, type Context } from '../context';
import { UsageError } from '../exit-codes';

interface Options {
  readonly why: string;
  readonly reference?: string;
  readonly key?: string;
  readonly minor?: string;
}

type Ask = (client: OnfileClient, id: string, options: Options) => Promise<{ words: string; answer: unknown }>;

const header = () => ({ 'Idempotency-Key': randomUUID() });
const paramsOf = (billId: string) => ({ path: { billId }, header: header() });

/** What waits for a second person says so itself. */
const asked = async (answer: Promise<{ did: string }>) => {
  const told = await answer;
  return { words: told.did, answer: told };
};

const standing = async (billId: string, answer: Promise<{ status: string }>) => {
  const told = await answer;
  return { words: `Bill ${billId} is looked at now; it was ${told.status}. See: onfile why ${billId}`, answer: told };
};

const ACTS: readonly (readonly [name: string, what: string, ask: Ask])[] = [
  [
    'again',
    'look at a bill again now, whatever it waits for',
    (client, billId, { why: reason }) =>
      standing(
        billId,
        answered(
          client.POST('/v1/operations/bills/{billId}/deductions', { params: paramsOf(billId), body: { reason } }),
        ),
      ),
  ],
  [
    'unblock',
    'go on with a bill that was blocked on us (D7)',
    (client, billId, { why: reason }) =>
      standing(
        billId,
        answered(
          client.POST('/v1/operations/bills/{billId}/unblockings', { params: paramsOf(billId), body: { reason } }),
        ),
      ),
  ],
  [
    'pay-by-hand',
    'ask: the money came another way',
    (client, billId, { why: reason, reference = '' }) =>
      asked(
        answered(
          client.POST('/v1/operations/bills/{billId}/hand-payments', {
            params: paramsOf(billId),
            body: { reason, reference },
          }),
        ),
      ),
  ],
  [
    'give-up-charge',
    'ask: the bank says that nothing was charged under this key',
    (client, billId, { why: reason, key = '' }) =>
      asked(
        answered(
          client.POST('/v1/operations/bills/{billId}/given-up-charges', {
            params: paramsOf(billId),
            body: { reason, key },
          }),
        ),
      ),
  ],
  [
    'credit',
    'ask: a false alarm is taken back by a credit on the next bill',
    (client, billId, { why: reason, minor }) => {
      if (minor !== undefined && !/^[1-9]\d{0,12}$/.test(minor)) throw new UsageError(`${minor} is no amount`);
      const body = { reason, ...(minor !== undefined && { minor: Number(minor) }) };
      return asked(answered(client.POST('/v1/operations/bills/{billId}/credits', { params: paramsOf(billId), body })));
    },
  ],
];

/** `onfile bills again | unblock | pay-by-hand | give-up-charge | credit BILL`, `onfile bills at-risk ACCOUNT`. */
export function addBillActs(bills: Command, context: Context): void {
  const reasoned = (name: string, what: string, argument: readonly [name: string, what: string]): Command =>
    bills
      .command(name)
      .argument(...argument)
      .description(what)
      .requiredOption('--why <reason>', 'why; kept for ever in the operator log');
  for (const [name, what, ask] of ACTS) {
    const command = reasoned(name, what, ['<bill>', 'id of a bill']);
    if (name === 'pay-by-hand') command.requiredOption('--reference <text>', 'of the payment, such as of a transfer');
    if (name === 'give-up-charge') command.requiredOption('--key <key>', 'of the charge, as `onfile why` shows it');
    if (name === 'credit') command.option('--minor <amount>', 'how much, in the smallest unit; all of it unless given');
    command.action(async (billId: string, options: Options, self: Command) => {
      const call = await callOf(context, self, 'write');
      const { words, answer } = await ask(call.client, billId, options);
      call.show(answer, () => words);
    });
  }
  const atRisk = reasoned('at-risk', 'bill the expenses of an account so far at once (R30b)', [
    '<account>',
    'id of an account',
  ]);
  atRisk.action(async (accountId: string, { why: reason }: Options, self: Command) => {
    const call = await callOf(context, self, 'write');
    const params = { path: { accountId }, header: header() };
    const told = await answered(
      call.client.POST('/v1/operations/accounts/{accountId}/risk-bills', { params, body: { reason } }),
    );
    call.show(told, () => `Bill ${told.billId} is being made: onfile why ${told.billId}`);
  });
}
