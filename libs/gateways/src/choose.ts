import Stripe from 'stripe';
import { httpCardNetwork } from './card-network/http-card-network';
import { standardWebhooksNoticeReader } from './card-network/notice-reader';
import type { CardNetwork, NoticeReader } from './card-network/port';
import { stripeCardNetwork } from './card-network/stripe-card-network';
import { stripeNoticeReader } from './card-network/stripe-notice-reader';
import { fileRates } from './rates/file-rates';
import { httpRates } from './rates/http-rates';
import type { ExchangeRates } from './rates/port';
import { httpSms } from './sms/http-sms';
import type { SmsGateway } from './sms/port';
import { twilioSms } from './sms/twilio-sms';

/** Which card gateway, and how it is reached. `apiKey` of Stripe is its secret key. */
export interface CardNetworkChoice {
  readonly provider: 'http' | 'stripe';
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
}

/** Which way text messages go. */
export type SmsChoice =
  | { readonly provider: 'http'; readonly url: string; readonly apiKey: string }
  | { readonly provider: 'twilio'; readonly accountSid: string; readonly authToken: string; readonly from: string };

/** Where exchange rates come from. */
export type RatesChoice = { readonly file: string } | { readonly url: string; readonly apiKey: string };

/** The card gateway that was chosen. An answer is waited for `timeoutMs`, then it is unknown. */
export function chosenCardNetwork({ provider, url, apiKey }: CardNetworkChoice, timeoutMs: number): CardNetwork {
  if (provider === 'http') return httpCardNetwork({ baseUrl: url, apiKey, timeoutMs });
  // No retries of its own: a repeat is ours to make, under the same key.
  return stripeCardNetwork(new Stripe(apiKey, { timeout: timeoutMs, maxNetworkRetries: 0, telemetry: false }));
}

/** Reads the notices of the card gateway that was chosen. */
export const chosenNoticeReader = ({ provider, webhookSecret }: CardNetworkChoice): NoticeReader =>
  provider === 'stripe' ? stripeNoticeReader(webhookSecret) : standardWebhooksNoticeReader(webhookSecret);

/** The gateway of text messages that was chosen. */
export const chosenSms = (choice: SmsChoice): SmsGateway =>
  choice.provider === 'twilio' ? twilioSms(choice) : httpSms(choice);

/** The exchange rates that were chosen. */
export const chosenRates = (choice: RatesChoice): ExchangeRates =>
  'file' in choice ? fileRates(choice.file) : httpRates(choice);
