import type Database from 'better-sqlite3';
import type { CardFault } from '../scenarios/scenario';
import type { Seed } from '../seed';
import { USUAL_MS, type FaultName, type MetFault, type Operation, type PlannedFault } from './fault';

/** Whom a call is about, as far as it is known. */
export interface CallAbout {
  readonly operation: Operation;
  readonly key?: string;
  /** The key of the payment behind it: a void may be named by the key of its hold. */
  readonly paymentKey?: string;
  readonly last4?: string;
  readonly cardFault?: CardFault;
}

/** The faults that are planned, by card or by the operator. They survive a restart, as a real outage would. */
export interface Faults {
  plan(fault: Omit<PlannedFault, 'id'>): PlannedFault;
  planned(): readonly PlannedFault[];
  clear(id?: number): void;
  /** The first fault of `kinds` that this call runs into, if any; counts it. Call it once for each kind of effect. */
  meet(about: CallAbout, kinds: readonly FaultName[]): MetFault | undefined;
}

interface Row {
  readonly id: number;
  readonly operation: Operation | null;
  readonly key: string | null;
  readonly last4: string | null;
  readonly fault: FaultName;
  readonly times: number | null;
  readonly ms: number | null;
  readonly chance: number | null;
}

/** Planned faults are kept in memory too: without any, a call costs nothing. */
export function faultsIn(db: Database.Database, seed: Seed): Faults {
  const insert = db.prepare(
    'INSERT INTO faults (operation, key, last4, fault, times, ms, chance) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const count = db.prepare('UPDATE faults SET times = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM faults WHERE id = ?');
  const countMet = db.prepare<[string, string], { times: number }>(
    `INSERT INTO card_faults_met (fault, key, times) VALUES (?, ?, 1)
     ON CONFLICT (fault, key) DO UPDATE SET times = times + 1 RETURNING times`,
  );
  let planned = db.prepare<[], Row>('SELECT * FROM faults ORDER BY id').all().map(faultOf);

  const spend = (fault: PlannedFault): void => {
    if (fault.times === undefined) return;
    if (fault.times <= 1) {
      remove.run(fault.id);
      planned = planned.filter(({ id }) => id !== fault.id);
    } else {
      count.run(fault.times - 1, fault.id);
      planned = planned.map((one) => (one.id === fault.id ? { ...one, times: fault.times! - 1 } : one));
    }
  };
  const struckByChance = ({ id, chance }: PlannedFault, { key, paymentKey }: CallAbout): boolean =>
    chance === undefined || seed.chance(`${id}\n${key ?? paymentKey ?? ''}`) < chance;

  return {
    plan({ match, fault, times, ms, chance }) {
      const values = [match.operation, match.key, match.last4, fault, times, ms, chance];
      const { lastInsertRowid } = insert.run(values.map((value) => value ?? null));
      const one = { id: Number(lastInsertRowid), match, fault, times, ms, chance };
      planned = [...planned, one];
      return one;
    },
    planned: () => planned,
    clear(id) {
      for (const one of planned) if (id === undefined || one.id === id) remove.run(one.id);
      planned = id === undefined ? [] : planned.filter((one) => one.id !== id);
    },
    meet(about, kinds) {
      const met = planned.find(
        (one) => kinds.includes(one.fault) && concerns(one, about) && struckByChance(one, about),
      );
      if (met) {
        spend(met);
        return { fault: met.fault, ms: met.ms ?? USUAL_MS[met.fault] ?? 0 };
      }
      const { cardFault } = about;
      if (!cardFault || cardFault.operation !== about.operation || !kinds.includes(cardFault.fault)) return undefined;
      const { fault, timesPerKey } = cardFault;
      const key = `${about.operation} ${about.key ?? about.paymentKey ?? ''}`;
      if (timesPerKey !== undefined && (countMet.get(fault, key)?.times ?? 0) > timesPerKey) return undefined;
      return { fault, ms: USUAL_MS[fault] ?? 0 };
    },
  };
}

function concerns({ match }: PlannedFault, about: CallAbout): boolean {
  if (match.operation !== undefined && match.operation !== about.operation) return false;
  if (match.key !== undefined && match.key !== about.key && match.key !== about.paymentKey) return false;
  return match.last4 === undefined || match.last4 === about.last4;
}

function faultOf({ id, operation, key, last4, fault, times, ms, chance }: Row): PlannedFault {
  const match = {
    ...(operation !== null && { operation }),
    ...(key !== null && { key }),
    ...(last4 !== null && { last4 }),
  };
  return { id, match, fault, times: times ?? undefined, ms: ms ?? undefined, chance: chance ?? undefined };
}
