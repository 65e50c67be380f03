import type { OperatorAct, OperatorLogEvent } from './events';

/** Something that an operator asks for and that a second person has to say yes to. `name`: `<yyyymm>-<no>` of its entry. */
export interface Ask {
  readonly name: string;
  readonly act: OperatorAct;
  readonly on: string;
  readonly by: string;
  readonly why: string;
  readonly details: Readonly<Record<string, string>>;
  /** ISO. */
  readonly at: string;
}

/** The ask that an entry of the log is; undefined for every other entry. */
export function askOf({ at, data }: OperatorLogEvent): Ask | undefined {
  if (data.act !== 'ask') return undefined;
  const { act, ...details } = data.details;
  const { on, by, why, no } = data;
  return { name: `${at.slice(0, 4)}${at.slice(5, 7)}-${no}`, act: act as OperatorAct, on, by, why, details, at };
}

interface Asks {
  readonly asks: Readonly<Record<string, Ask>>;
  readonly answered: readonly string[];
}

/** Folds one entry into what is asked for: answered asks leave the list, so that it stays short. */
export function evolveAsks({ asks, answered }: Asks, entry: OperatorLogEvent): Asks {
  const ask = askOf(entry);
  if (ask) return { asks: { ...asks, [ask.name]: ask }, answered };
  const { act, details } = entry.data;
  const name = details['ask'];
  if ((act !== 'approve' && act !== 'turn-down') || name === undefined) return { asks, answered };
  const { [name]: _, ...left } = asks;
  return { asks: left, answered: [...answered, name] };
}
