import type { Deductions } from '../src/bills/bills';

/** The processes of bills, noted instead of started. */
export interface MemoryDeductions extends Deductions {
  /** What was asked for, in order. */
  readonly asked: string[];
}

/** Takes every request. */
export function memoryDeductions(): MemoryDeductions {
  const asked: string[] = [];
  const note = async (what: string): Promise<void> => void asked.push(what);
  return {
    asked,
    wake: (billId, grounds) => note(`wake ${billId}${grounds ? ` ${grounds.map(({ rule }) => rule).join()}` : ''}`),
    moved: (billId) => note(`moved ${billId}`),
    startRun: (period, by) => note(`run ${period} by ${by}`),
    runPaused: (period, paused) => note(`${paused ? 'pause' : 'resume'} ${period}`),
    dryRun: async (period) => {
      await note(`dry run ${period}`);
      return { accounts: 1, bills: 1, cannotPay: 0, totals: { USD: 100 }, withoutRate: {} };
    },
  };
}
