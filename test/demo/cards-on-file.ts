import type { Bank } from '../driver/bank';
import { mintCardNumber } from '../driver/cards';
import { eventually } from '../driver/http';
import type { Customer, Onfile } from '../driver/onfile';
import type { Story } from './story';

interface Wallet {
  readonly cards: readonly {
    readonly cardId: string;
    readonly last4: string;
    readonly expiry: string;
    readonly isDefault: boolean;
  }[];
  readonly code?: string;
  readonly nextStep?: string;
}

/** A customer with two cards changes the validity of one, then removes the default by choosing another. */
export async function cardsOnFileDemo(onfile: Onfile, bank: Bank, story: Story): Promise<void> {
  story.chapter('Living with cards on file: an edit and a removal');
  const customer = await onfile.register({ region: 'US', registeredAt: new Date().toISOString() });
  const first = await customer.addsCard({ number: mintCardNumber() });
  const second = await customer.addsCard({ number: mintCardNumber() });
  await showCards(customer, story, 'two cards, in the order of deductions:');
  await edits(customer, bank, story, second);
  await removes(customer, story, first, second);
}

async function edits(customer: Customer, bank: Bank, story: Story, cardId: string): Promise<void> {
  const { body } = await customer.edits(cardId, { expMonth: 7, expYear: 2037 });
  story.says('Edit: the new date and the security code went to the bank only, and came here as a token');
  const change = await customer.untilChange(body.changeId, 'its end', ({ state }) => state !== 'open');
  story.says(`the change ${change.state}; until then ${change.from} counted`);
  await eventually('the hold is back', async () => {
    const { hold } = await customer.untilChange(body.changeId, 'its end', ({ state }) => state !== 'open');
    return hold?.status === 'voided';
  });
  const lines = (await bank.ledger()).filter(({ key }) => key.startsWith(change.changeId));
  story.table(
    lines.map(({ operation, amount, status }) => [operation, `${amount.currency} ${amount.minor} minor units`, status]),
  );
}

async function removes(customer: Customer, story: Story, first: string, second: string): Promise<void> {
  const refused = await customer.remove<Wallet>(`/v1/payment-methods/${first}`);
  story.says(`Delete the default → ${refused.status} ${refused.body.code}: ${refused.body.nextStep}`);
  await customer.remove(`/v1/payment-methods/${first}?newDefault=${second}`);
  await showCards(customer, story, 'chosen the new default and removed the old one, in one step:');
  const mails = await eventually('the mail about the removal', async () => {
    const subjects = await customer.subjects();
    return subjects.includes('Your card was removed') && subjects;
  });
  story.says(`the customer was written to: ${mails.join('; ')}`);
}

async function showCards(customer: Customer, story: Story, what: string): Promise<void> {
  const { body } = await customer.get<Wallet>('/v1/payment-methods/as-of');
  story.says(what);
  story.table(body.cards.map(({ last4, expiry, isDefault }) => [`…${last4}`, expiry, isDefault ? 'default' : '']));
}
