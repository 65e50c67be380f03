/** What would have come of it: recordings run anew against other rules and a pretend bank. Pure; nothing real is reached. */
export {
  addBacktests,
  backtest,
  NO_BACKTEST,
  type Backtest,
  type BacktestPlan,
  type BillTotals,
} from './what-if/backtest';
export { CARD_ORDERS, type CardOrder } from './what-if/card-order';
export type { DifferenceLine } from './what-if/difference';
export { masked } from './what-if/masked';
export type { RecordedCategory, RecordedFact, Recording } from './what-if/recording';
export { shadow } from './what-if/shadow';
export type { ShadowChange, ShadowReport } from './what-if/shadow-report';
