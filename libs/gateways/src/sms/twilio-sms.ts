import twilio from 'twilio';
import { GatewayUnreachable } from '../unreachable';
import type { SmsGateway } from './port';

/** The one call of Twilio's client that is used, so that a test can stand in for the wire. */
export interface TwilioMessages {
  create(message: { to: string; from: string; body: string }): Promise<unknown>;
}

/**
 * Text messages through Twilio. Twilio takes no idempotency key: a repeat after a lost answer may arrive twice, which a
 * code survives (both messages carry the same code).
 */
export function twilioSms(
  settings: { accountSid: string; authToken: string; from: string },
  messages: TwilioMessages = twilio(settings.accountSid, settings.authToken).messages,
): SmsGateway {
  return {
    async send({ to, text }) {
      try {
        await messages.create({ to, from: settings.from, body: text });
      } catch (error) {
        throw new GatewayUnreachable('text messages', undefined, { cause: error });
      }
    },
  };
}
