import type { BillingPolicy } from '@onfile/domain';
import type { EventLog, KeptStreams } from '@onfile/event-log';
import type { CardCharges, ExchangeRates } from '@onfile/gateways';

/** All that a bill reaches the world by. */
export interface BillPorts {
  readonly log: Pick<EventLog, 'load' | 'record'>;
  readonly charges: CardCharges;
  readonly rates: ExchangeRates;
  readonly policy: BillingPolicy;
  /** ISO instant. */
  readonly now: () => string;
  /** Streams that every bill writes to, such as the year's numbers. */
  readonly kept: KeptStreams;
  /** Where customers come back to from the bank's page, without a slash at the end. */
  readonly publicUrl: string;
}
