/**
 * The ways out of Onfile: each folder is one port with its adapters, a fake, and the contract both must keep.
 * A new gateway: `port.ts` first, then `contract.ts`, then adapters; `apps/*` choose one in their wiring.
 */
export { GatewayUnreachable } from './unreachable';
export { chosenCardNetwork, chosenNoticeReader, chosenRates, chosenSms } from './choose';
export type {
  CardNetwork,
  CardNetworkNotice,
  HoldOutcome,
  HoldStanding,
  NoticeReader,
  TokenDescription,
  TransStatus,
} from './card-network/port';
export type { ReleaseOutcome } from './card-network/release-outcome';
export type { CardCharges, ChargeOutcome, ChargeRequest, ChargeStanding } from './card-network/charge-port';
export { httpCardNetwork } from './card-network/http-card-network';
export { httpSettlements } from './card-network/http-settlements';
export type { Settlements } from './card-network/settlement-port';
export {
  fakeCardNetwork,
  type FakeBehaviour,
  type FakeCardNetwork,
  type FakeFault,
} from './card-network/fake-card-network';
export {
  fakeCharges,
  type ChargeOperation,
  type FakeCharge,
  type FakeChargeAnswer,
  type FakeChargeFault,
  type FakeCharges,
} from './card-network/fake-charges';
export { standardWebhooksNoticeReader } from './card-network/notice-reader';
export type { Ticket, TicketDesk } from './tickets/port';
export { mailTickets } from './tickets/mail-tickets';
export { httpTickets } from './tickets/http-tickets';
export { fakeTickets } from './tickets/fake-tickets';
export type { MailGateway } from './mail/port';
export { smtpMail } from './mail/smtp-mail';
export { fakeMail } from './mail/fake-mail';
export type { SmsGateway } from './sms/port';
export { httpSms } from './sms/http-sms';
export { fakeSms } from './sms/fake-sms';
export type { ExchangeRates } from './rates/port';
export type { VelocityCounters, VelocityLimit } from './velocity/port';
export { forgetOldTakes, migrateVelocity, pgVelocityCounters } from './velocity/pg-velocity';
export { memoryVelocityCounters } from './velocity/memory-velocity';
