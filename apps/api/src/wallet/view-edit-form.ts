import { Inject, Injectable } from '@nestjs/common';
import { Answer } from '../http/answer';
import { latestOf } from '../http/latest';
import { Problem } from '../http/problem';
import { WALLETS } from '../tokens';
import type { Wallets } from './wallets';

/** What the browser needs to have a new date made a token of at the card gateway, past Onfile. */
export interface EditForm {
  readonly cardId: string;
  /** The card's token: the gateway's own fields, in edit mode, renew it with the new date and the security code. */
  readonly cardToken: string;
}

/** R37, D11: Edit begins at the gateway's own fields, so that the security code never comes here. */
@Injectable()
export class ViewEditForm {
  constructor(@Inject(WALLETS) private readonly wallets: Wallets) {}

  /** For the card's own customer. @throws {Problem} card-unknown, card-removed, card-blocked for good */
  async of(accountId: string, cardId: string): Promise<Answer<EditForm>> {
    const { wallet } = await this.wallets.read(accountId);
    const held = wallet.state.cards.find((card) => card.cardId === cardId);
    if (!held)
      throw new Problem(wallet.state.removed.some((card) => card.cardId === cardId) ? 'card-removed' : 'card-unknown');
    if (held.blocked?.forGood) throw new Problem('card-blocked'); // no new date would lift it
    return new Answer({ cardId, cardToken: held.card.token }, { position: latestOf(wallet.facts) });
  }
}
