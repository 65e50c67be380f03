import { completeNumber } from '../cards/card-number';
import { cardFaults } from './card-faults';
import { advice, declines } from './declines';
import { atBilling, atEdit, everyday, wellKnown } from './everyday';
import { APPROVE, type Scenario } from './scenario';
import { threeDs } from './three-ds';

/** Test cards under the heading that the page shows them with. */
export const CATALOGUE: readonly { readonly heading: string; readonly scenarios: readonly Scenario[] }[] = [
  { heading: 'Cards that work', scenarios: everyday },
  { heading: 'Trouble at Edit', scenarios: atEdit },
  { heading: 'Trouble when the bill comes', scenarios: atBilling },
  { heading: '3-D Secure', scenarios: threeDs },
  { heading: 'Declines', scenarios: declines },
  { heading: 'Advice codes', scenarios: advice },
  { heading: 'Faults by card', scenarios: cardFaults },
  { heading: 'Well-known numbers', scenarios: wellKnown },
];

/** A number of no card of this bank: 14, card number not known. */
const UNKNOWN: Scenario = {
  name: 'unknown-number',
  prefix: '',
  what: 'No card of this bank.',
  hold: { on: 'decline', networkCode: '14' },
  charge: { on: 'decline', networkCode: '14' },
};

/** A card that was issued in place of another one. */
const REISSUED: Scenario = {
  name: 'reissued',
  prefix: '',
  what: 'Issued in place of another card. Approved.',
  hold: APPROVE,
  charge: APPROVE,
};

const all = CATALOGUE.flatMap(({ scenarios }) => scenarios);
const byPrefix = new Map(all.map((scenario) => [scenario.prefix, scenario]));
const byName = new Map([...all, UNKNOWN, REISSUED].map((scenario) => [scenario.name, scenario]));

/** What the card with this number does: by the whole number, else by its first eight digits. */
export function scenarioOfNumber(number: string): Scenario {
  return byPrefix.get(number) ?? byPrefix.get(number.slice(0, 8)) ?? UNKNOWN;
}

/** The scenario by its name, as the books keep it. */
export const scenarioNamed = (name: string): Scenario => byName.get(name) ?? UNKNOWN;

/** One number of the scenario, for people to type. */
export function numberOf({ prefix }: Scenario): string {
  return prefix.length > 8 ? prefix : completeNumber(prefix, prefix.startsWith('37') ? 15 : 16);
}

/** Every scenario card, as `/scenarios.json` lists them. */
export const listedScenarios = (): { name: string; number: string; what: string }[] =>
  all.map((scenario) => ({ name: scenario.name, number: numberOf(scenario), what: scenario.what }));
