import { randomUUID } from 'node:crypto';
import { eventually, type Answer } from './http';
import type { Onfile } from './onfile';

/** A bill as the api shows it; the fields that tests and demos look at. */
export interface ShownBill {
  readonly billId: string;
  readonly number: string;
  readonly status: string;
  readonly amount: { readonly currency: string; readonly minor: number };
  readonly code?: string;
}

export interface TrailEntry {
  readonly at: string;
  readonly what: string;
  readonly cardId?: string;
  readonly why?: string;
  readonly next?: string;
}

/** The month before this one, by the clocks of the billing zone: its bills are due from the third on. */
export function lastMonth(now = new Date(), zone = 'Asia/Shanghai'): string {
  const [year = 0, month = 0] = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' })
    .format(now)
    .split('-')
    .map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}

const THREE_DAYS_MS = 3 * 86_400_000;

/** The newest month whose bills are due, whatever day it is: until the third has come, those of the last month are not. */
export const dueMonth = (now = new Date()): string => lastMonth(new Date(now.getTime() - THREE_DAYS_MS));

/** The cloud's metering and its operators, as far as bills are concerned. */
export class Billing {
  constructor(private readonly onfile: Onfile) {}

  /** Sends charge records of accounts; `minor` in US cents. */
  async charge(charges: readonly { accountId: string; minor: number; at: string; service?: string }[]): Promise<void> {
    const token = await this.onfile.signIn({ service: 'metering' });
    for (let from = 0; from < charges.length; from += 1_000) {
      const batch = charges.slice(from, from + 1_000).map(({ accountId, minor, at, service = 'compute' }) => ({
        ...{ accountId, chargeId: randomUUID(), service, description: 'Hours of a machine' },
        ...{ amount: { currency: 'USD', minor }, incurredAt: at },
      }));
      const answer = await this.onfile.exchange<{ refused: number }>(`${this.onfile.url}/v1/charges`, {
        token,
        body: { charges: batch },
      });
      if (answer.status !== 200 || answer.body.refused > 0) throw new Error(JSON.stringify(answer.body).slice(0, 500));
    }
  }

  /** Something an operator does. */
  async operate<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>> {
    const token = await this.onfile.signIn({ operator: 'op_demo', may: 'write' });
    const key = body === undefined ? {} : { key: randomUUID(), body };
    return this.onfile.exchange<Body>(`${this.onfile.url}/v1/operations/${path}`, { token, ...key });
  }

  /** A bill ahead of the third, as an operator asks for it (R30b); answers its id. */
  async billAtRisk(accountId: string, reason = 'ten times the usual spending within an hour'): Promise<string> {
    const { status, body } = await this.operate<{ billId: string }>(`accounts/${accountId}/risk-bills`, { reason });
    if (status >= 300) throw new Error(`the bill was refused: ${JSON.stringify(body)}`);
    return body.billId;
  }

  /** Starts the run of a month. */
  async startRun(period: string): Promise<void> {
    const { status, body } = await this.operate('deduction-runs', { period, reason: 'a test of a run' });
    if (status >= 300) throw new Error(`the run was refused: ${JSON.stringify(body)}`);
  }

  /** Waits until a bill stands as asked for. */
  untilBill(billId: string, what: string, holds: (bill: ShownBill) => boolean, limitMs?: number): Promise<ShownBill> {
    return eventually(
      `bill ${billId}: ${what}`,
      async () => {
        const { status, body } = await this.operate<ShownBill>(`bills/${billId}`);
        return status === 200 && holds(body) && body;
      },
      limitMs,
    );
  }

  async trail(billId: string): Promise<readonly TrailEntry[]> {
    return (await this.operate<{ entries: readonly TrailEntry[] }>(`bills/${billId}/trail`)).body.entries;
  }
}
