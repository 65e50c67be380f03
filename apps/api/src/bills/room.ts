import type { Room } from '../room';
import { ActOnBill } from './act-on-bill';
import { BillsController } from './bills.controller';
import { ChargesController } from './charges.controller';
import { OperateOnBill } from './operate-on-bill';
import { OperateOnRun } from './operate-on-run';
import { OperatorBillsController } from './operator-bills.controller';
import { RecordCharges } from './record-charges';
import { RunsController } from './runs.controller';
import { ViewBills } from './view-bills';

/** Charges, bills and deduction runs: for the metering, for customers and for operators. */
export const bills: Room = {
  controllers: [ChargesController, BillsController, OperatorBillsController, RunsController],
  providers: [RecordCharges, ViewBills, ActOnBill, OperateOnBill, OperateOnRun],
};
