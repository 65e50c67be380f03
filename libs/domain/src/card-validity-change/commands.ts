import type { CardSummary } from '../card';
import type { NoteCommand } from '../card-addition/commands';
import type { JourneyPolicy } from '../card-addition/policy';

/** What a customer asks: Edit (R37), or to give it up. */
export type ValidityChangeRequest =
  | {
      readonly type: 'ChangeValidity';
      readonly changeId: string;
      readonly accountId: string;
      readonly cardId: string;
      readonly card: CardSummary;
      readonly policy: JourneyPolicy;
    }
  | { readonly type: 'Cancel' };

/** What only the workflow may note: the same as of a card that is added. */
export type ValidityChangeNote = Exclude<NoteCommand, { type: 'Abandon' }>;

export type ValidityChangeCommand = ValidityChangeRequest | ValidityChangeNote;
