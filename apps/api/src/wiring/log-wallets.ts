import {
  billIdsToLookAt,
  chooseCurrency,
  debtsOf,
  decideWallet,
  initialWalletWorld,
  monthsToLookAt,
  OPEN_MONTHS,
  Refusal,
  type Account,
  type Bill,
  type CardSummary,
  type Debts,
  type MonthCharges,
  type WalletCommand,
  type WalletWorld,
} from '@onfile/domain';
import { stream, type AnyHandle, type EventLog } from '@onfile/event-log';
import type { Decided, Meta, WalletRequest, Wallets } from '../wallet/wallets';
import { Turns } from './turns';

type Log = Pick<EventLog, 'read' | 'record'>;

/** How often a decision begins anew where the network gave a card another number in the meantime. */
const TRIES = 3;

/** The streams of what is on file, over the event log. */
export function logWallets(log: Log, billingZone: string): Wallets {
  const read = async (accountId: string) => {
    const [account, wallet] = await Promise.all([
      log.read(stream('account', accountId)),
      log.read(stream('wallet', accountId)),
    ]);
    return { account, wallet };
  };
  const turns = new Turns();
  const decide: Wallets['decide'] = async (accountId, request, meta) => {
    for (let tries = 1; ; tries += 1) {
      const { wallet } = await read(accountId);
      const known = [...wallet.state.cards, ...wallet.state.removed];
      const digest = 'cardId' in request ? known.find((card) => card.cardId === request.cardId)?.card.fingerprint : '';
      try {
        return await record(log, { accountId, digest: digest ?? '', billingZone }, request, meta);
      } catch (error) {
        if (!isNumberChanged(error) || tries === TRIES) throw error;
      }
    }
  };
  return {
    read,
    decide: (accountId, request, meta) => turns.take(accountId, () => decide(accountId, request, meta)),
    updateCard: (before, card, meta) => updateCard(log, billingZone, before, card, meta),
    async chooseCurrency(accountId, currency, meta) {
      const owed = await debtStreams(log, accountId, meta.at, billingZone);
      const recorded = await log.record({
        ...{ ...meta, actor: 'customer' },
        streams: { ...owed.streams, account: stream('account', accountId) },
        decide: (states, at) => {
          const account = states.account as Account;
          return chooseCurrency({ currency }, { account, debts: owed.debtsIn(states, account) }, at);
        },
      });
      const { position, repeated } = recorded;
      return { account: recorded.states.account as Account, position, repeated };
    },
    validityChange: (changeId) => log.read(stream('cardValidityChange', changeId)),
    async debts(accountId, at) {
      const { account } = await read(accountId);
      const { streams, debtsIn } = await debtStreams(log, accountId, at, billingZone);
      const loaded = await Promise.all(
        Object.entries(streams).map(async ([key, handle]) => [key, (await log.read(handle)).state] as const),
      );
      return debtsIn(Object.fromEntries(loaded), account.state);
    },
    async giveFeedback(accountId, facts, meta) {
      const { position, repeated } = await log.record({
        ...{ ...meta, actor: 'customer' },
        streams: { feedback: stream('feedback', accountId) },
        decide: () => ({ feedback: facts }),
      });
      return { position, repeated };
    },
  };
}

const isNumberChanged = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'wallet-changed' && error.details.version === undefined;

async function record(
  log: Log,
  { accountId, digest, billingZone }: { accountId: string; digest: string; billingZone: string },
  request: WalletRequest,
  meta: Meta,
): Promise<Decided> {
  const command: WalletCommand = request.type === 'RemoveCard' ? { ...request, fingerprint: digest } : request;
  const givesUp = command.type === 'RemoveCard' && command.giveUpPostpayment === true;
  const owed = givesUp ? await debtStreams(log, accountId, meta.at, billingZone) : undefined;
  const recorded = await log.record({
    ...{ ...meta, actor: 'customer' },
    streams: {
      ...owed?.streams,
      wallet: stream('wallet', accountId),
      account: stream('account', accountId),
      ...(digest === '' ? {} : { fingerprint: stream('cardFingerprint', digest) }),
    },
    decide: (states, at) => {
      const world = { ...initialWalletWorld, ...(states as Partial<WalletWorld>) };
      const debts = owed ? owed.debtsIn(states, world.account) : world.debts;
      return { ...decideWallet(command, { ...world, debts }, at) };
    },
  });
  const { position, repeated } = recorded;
  return { wallet: (recorded.states as Pick<WalletWorld, 'wallet'>).wallet, position, repeated };
}

/** The streams that tell what an account owes, to be read and guarded with a decision that asks for it. */
async function debtStreams(log: Log, accountId: string, at: string, billingZone: string) {
  const { state: account } = await log.read(stream('account', accountId));
  const months = await Promise.all(
    monthsToLookAt(accountId, account, at, billingZone).map(async ({ month, chargesId }) => {
      const handle = stream('charges', chargesId);
      return { month, handle, charges: (await log.read(handle)).state };
    }),
  );
  const open = months.slice(0, OPEN_MONTHS);
  const bills = billIdsToLookAt(accountId, account, months).map((billId) => stream('bill', billId));
  const streams: Readonly<Record<string, AnyHandle>> = Object.fromEntries<AnyHandle>([
    ...open.map(({ handle }, n) => [`charges${n}`, handle] as const),
    ...bills.map((handle, n) => [`bill${n}`, handle] as const),
  ]);
  const debtsIn = (states: Readonly<Record<string, unknown>>, now: Account): Debts =>
    debtsOf(
      now,
      bills.map((_, n) => states[`bill${n}`] as Bill),
      open.map((_, n) => states[`charges${n}`] as MonthCharges),
    );
  return { streams, debtsIn };
}

async function updateCard(
  log: Log,
  billingZone: string,
  { token, fingerprint }: { token: string; fingerprint: string },
  card: CardSummary,
  meta: Meta,
): Promise<void> {
  const { state } = await log.read(stream('cardFingerprint', fingerprint));
  if (state.takenBy === undefined) return;
  const { accountId } = state.takenBy;
  const command = { type: 'UpdateCard', token, card, fingerprint, billingZone } as const;
  const hasNewNumber = card.fingerprint !== fingerprint;
  await log.record({
    ...{ ...meta, actor: 'bank' },
    streams: {
      wallet: stream('wallet', accountId),
      account: stream('account', accountId),
      fingerprint: stream('cardFingerprint', fingerprint),
      ...(hasNewNumber ? { newFingerprint: stream('cardFingerprint', card.fingerprint) } : {}),
    },
    decide: (states: Partial<WalletWorld>, at: string) =>
      decideWallet(command, { ...initialWalletWorld, ...states }, at),
  });
}
