import type { Room } from '../room';
import { GatherEvidence } from './evidence';
import { HistoriesController } from './histories.controller';
import { LookBackController } from './look-back.controller';
import { Recordings } from './recordings';

/** What operators look back at: histories, recordings, backtests, evidence. It only reads; what is read in clear is noted. */
export const lookBack: Room = {
  controllers: [HistoriesController, LookBackController],
  providers: [Recordings, GatherEvidence],
};
