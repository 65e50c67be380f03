import { billIdsToLookAt, hasOpenCharge, holdToRelease, monthsToLookAt, noteTokenDestroyed } from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { CardRemovalActivities, TokenActivities } from '@onfile/workflows';
import type { ActivityPorts } from '../ports';
import { reaching } from './gateway-trouble';

type RemovalPorts = Pick<ActivityPorts, 'log' | 'cards' | 'billingZone' | 'now'>;

/** R39: what becomes of the token of a card that is gone, or of card data that was replaced. */
export function cardRemovalActivities({
  log,
  cards,
  billingZone,
  now,
}: RemovalPorts): CardRemovalActivities & TokenActivities {
  const holdsOpen = async (accountId: string, cardId: string): Promise<boolean> => {
    const { facts } = await log.read(stream('wallet', accountId));
    for (const { fact } of facts) {
      if (fact.type === 'CardAdded' && fact.data.cardId === cardId) {
        const { state } = await log.read(stream('cardAddition', fact.data.journeyId));
        if (holdToRelease(state)) return true;
      }
      if (fact.type === 'ValidityChangeOpened' && fact.data.cardId === cardId) {
        const { state } = await log.read(stream('cardValidityChange', fact.data.changeId));
        if (state.status === 'open' || holdToRelease(state)) return true;
      }
    }
    return false;
  };
  const chargeOpen = async (accountId: string, cardId: string): Promise<boolean> => {
    const { state: account } = await log.read(stream('account', accountId));
    const months = await Promise.all(
      monthsToLookAt(accountId, account, now(), billingZone).map(async ({ month, chargesId }) => ({
        month,
        charges: (await log.read(stream('charges', chargesId))).state,
      })),
    );
    for (const billId of billIdsToLookAt(accountId, account, months)) {
      const { state: bill } = await log.read(stream('bill', billId));
      if (hasOpenCharge(bill, cardId)) return true;
    }
    return false;
  };
  /** The customer may be adding the card anew, under the token that it had. */
  const isHandedIn = async (accountId: string, token: string): Promise<boolean> => {
    const { state: account } = await log.read(stream('account', accountId));
    if (account.openJourney === undefined) return false;
    const { state: journey } = await log.read(stream('cardAddition', account.openJourney));
    return journey.card?.token === token;
  };
  return {
    async findTokenUse({ accountId, cardId, token }) {
      const isOpen =
        (await isHandedIn(accountId, token)) ||
        (await holdsOpen(accountId, cardId)) ||
        (await chargeOpen(accountId, cardId));
      // Read last: a journey that was open until just now may have put the token on file.
      const { state: wallet } = await log.read(stream('wallet', accountId));
      if (wallet.cards.some(({ card }) => card.token === token)) return 'on-file';
      return isOpen ? 'open' : 'free';
    },
    destroyToken: ({ token }) => reaching(() => cards.destroyToken(token)),
    async noteTokenDestroyed({ accountId, cardId, token }) {
      await log.record({
        commandId: `${cardId}/token-destroyed/${token}`,
        at: now(),
        streams: { wallet: stream('wallet', accountId) },
        decide: (_states, at) => noteTokenDestroyed({ accountId, cardId, token }, at),
      });
    },
  };
}
