import { decideWallet, initialWalletWorld } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { CardWatchActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';

type WatchPorts = Pick<ActivityPorts, 'log' | 'wallets' | 'billingZone' | 'heartbeat'>;

/** What time alone brings to cards on file: warnings, expiry, and what either means to the account (D15). */
export function cardWatchActivities({ log, wallets, billingZone, heartbeat }: WatchPorts): CardWatchActivities {
  const look = async (accountId: string, commandId: string, at: string): Promise<boolean> => {
    const { facts, repeated } = await log.record({
      commandId,
      at,
      streams: { wallet: stream('wallet', accountId), account: stream('account', accountId) },
      decide: (states, when) =>
        decideWallet({ type: 'LookAtTime', accountId, billingZone }, { ...initialWalletWorld, ...states }, when),
    });
    return !repeated && (facts.wallet ?? facts.account ?? []).length > 0;
  };
  return {
    async findAccountsWithCards({ after, limit }) {
      const accountIds = await wallets.accountsWithCards(after, limit);
      return accountIds.length < limit ? { accountIds } : { accountIds, next: accountIds.at(-1) };
    },
    async lookAtCards({ accountIds, day, at }) {
      let changed = 0;
      for (const accountId of accountIds) {
        if (await look(accountId, `${accountId}/card-watch/${day}`, at)) changed += 1;
        heartbeat();
      }
      return { changed };
    },
  };
}
