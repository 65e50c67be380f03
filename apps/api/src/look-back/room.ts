import type { Room } from '../room';
import { HistoriesController } from './histories.controller';

/** What operators look back at: histories, recordings, backtests, evidence. It only reads. */
export const lookBack: Room = { controllers: [HistoriesController] };
