import type { EventLog, Sealer } from '@onfile/event-log';
import type { CardNetwork, ExchangeRates, MailGateway, SmsGateway, TicketDesk } from '@onfile/gateways';
import type { Templates } from './templates';

/** All that the activities reach the world by. `wiring.ts` makes the real ones. */
export interface ActivityPorts {
  readonly log: Pick<EventLog, 'load' | 'read' | 'record'>;
  readonly sealer: Pick<Sealer, 'unseal'>;
  readonly cards: CardNetwork;
  readonly mail: MailGateway;
  readonly sms: SmsGateway;
  readonly tickets: TicketDesk;
  readonly rates: ExchangeRates;
  readonly templates: Templates;
  /** Finds journeys that may have something left to do. */
  readonly leftovers: Leftovers;
  /** Whether a workflow of this id is running. */
  readonly isRunning: (workflowId: string) => Promise<boolean>;
  /** Finds accounts with cards on file. */
  readonly wallets: WalletFinder;
  /** IANA zone by whose calendar cards expire (D9). */
  readonly billingZone: string;
  /** ISO instant. */
  readonly now: () => string;
  /** Tells Temporal that the activity is alive. */
  readonly heartbeat: () => void;
  /** Where customers reach the api, without a slash at the end. */
  readonly publicUrl: string;
}

/** What may be left undone. Only a hint of where to look: the journey's own stream decides. */
export interface Leftovers {
  /** Journeys that were begun before `before` (ISO) and are open, or have a hold that has not ended; at most `limit`. */
  journeys(before: string, after: string | undefined, limit: number): Promise<readonly string[]>;
  /** The same of changes of a card's validity. */
  changes(before: string, after: string | undefined, limit: number): Promise<readonly string[]>;
}

/** Where cards are. Only a hint of where to look: the wallet's own stream decides. */
export interface WalletFinder {
  /** Accounts with cards on file, in order of id, after `after`; at most `limit`. */
  accountsWithCards(after: string | undefined, limit: number): Promise<readonly string[]>;
}
