/** What customers are written to about a card that they add. Each is the name of a text in every language. */
export type JourneyNoticeName = 'card-added' | 'card-addition-failed' | 'postpayment-granted';

/** What customers are written to about their cards on file, and what follows for the account. */
export type CardNoticeName =
  | 'card-removed'
  | 'default-card-changed'
  | 'card-validity-changed'
  | 'card-validity-change-failed'
  | 'card-updated'
  | 'card-blocked'
  | 'card-expires-soon'
  | 'card-expired'
  | 'postpayment-suspended'
  | 'postpayment-restored'
  | 'postpayment-given-up'
  | 'currency-changed';

/** What customers are written to about their bills. */
export type BillNoticeName =
  'bill-issued' | 'bill-paid' | 'bill-overdue' | 'bill-confirmation-asked' | 'services-limited';

export type NoticeName = JourneyNoticeName | CardNoticeName | BillNoticeName;

/** One fact that a customer is told of. Ids only: what the mail says is read from the log when it is sent. */
export type NoticeToSend =
  | { readonly eventId: string; readonly notice: JourneyNoticeName; readonly journeyId: string }
  | { readonly eventId: string; readonly notice: BillNoticeName; readonly billId: string }
  /** `stream`: where the fact stands, by its category. */
  | {
      readonly eventId: string;
      readonly notice: CardNoticeName;
      readonly accountId: string;
      readonly stream: 'account' | 'wallet' | 'cardValidityChange';
      readonly streamId: string;
    };

/** Activities on queue `journeys`. */
export interface NoticeActivities {
  /** Sends the mail; the same event is one mail. Does nothing for an account that is forgotten. */
  sendNotice(notice: NoticeToSend): Promise<void>;
}
