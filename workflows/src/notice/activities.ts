/** What customers are written to about. Each is the name of a text in every language. */
export type NoticeName = 'card-added' | 'card-addition-failed' | 'postpayment-granted';

/** One fact that a customer is told of. Ids only: what the mail says is read from the log when it is sent. */
export interface NoticeToSend {
  readonly eventId: string;
  readonly notice: NoticeName;
  readonly journeyId: string;
}

/** Activities on queue `journeys`. */
export interface NoticeActivities {
  /** Sends the mail; the same event is one mail. Does nothing for an account that is forgotten. */
  sendNotice(notice: NoticeToSend): Promise<void>;
}
