import type { Room } from '../room';
import { ActOnJourney } from './act-on-journey';
import { ActOnMany } from './act-on-many';
import { Asks } from './asks';
import { AsksController } from './asks.controller';
import { CareForReadModels } from './care-for-read-models';
import { ExplainAccount } from './explain-account';
import { ExplainJourney } from './explain-journey';
import { FindThings } from './find-things';
import { LookAtHealth } from './health';
import { HealthMetrics } from './health-metrics';
import { ManyActsController } from './many-acts.controller';
import { OperatorAccountsController } from './operator-accounts.controller';
import { OperatorCareController } from './operator-care.controller';
import { OperatorDesk } from './operator-desk';
import { OperatorJourneysController } from './operator-journeys.controller';
import { OperatorMeController } from './operator-me.controller';
import { Rebuilds } from './rebuilds';
import { RebuildsController } from './rebuilds.controller';
import { WatchOperatorLog } from './watch-log';

/** What operators do about journeys, read models and the log of their own acts. Bills and runs have their own room. */
export const operators: Room = {
  controllers: [
    OperatorMeController,
    OperatorJourneysController,
    OperatorAccountsController,
    ManyActsController,
    OperatorCareController,
    AsksController,
    RebuildsController,
  ],
  providers: [
    OperatorDesk,
    FindThings,
    Asks,
    Rebuilds,
    ExplainJourney,
    ExplainAccount,
    ActOnJourney,
    ActOnMany,
    WatchOperatorLog,
    CareForReadModels,
    LookAtHealth,
    HealthMetrics,
  ],
};
