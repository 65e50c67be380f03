import type { Fact } from '../fact';
import type { Disagreement } from './reconcile';

/** Facts of the bank's settlement file of one day, in stream `settlement-<yyyymmdd>` (X2). */
export type SettlementEvent =
  /** The file was compared with the log. Done again it is noted again only if something else was found. */
  | Fact<'SettlementCompared', { day: string; lines: number; findings: number }>
  /** A movement that the bank and the log do not agree about: for an operator. `key` names the attempt. */
  | Fact<'SettlementDisagreed', { day: string; key: string; what: Disagreement }>;
