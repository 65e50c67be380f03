import {
  answerCharge,
  answerReturn,
  type BillMove,
  type BillStanding,
  type ChargeTry,
  type ChargeWord,
  later,
  lookAgainAt,
  msBetween,
  nextMove,
  type ReturnWord,
} from '@onfile/domain';
import type { Decide, Desk } from './desk';
import { giveBack, lookUp, sendCharge } from './gateway';
import type { BillPorts } from './ports';

/** How far a bill came: it needs nothing more for now, or must wait until an instant. */
export type Advanced = { readonly standing: BillStanding } | { readonly waitUntil: string };

/** What was done in this pass: nothing is asked of the gateway twice in one. */
interface Pass {
  readonly lookedUp: Set<string>;
  readonly givenBack: Set<string>;
  /** Keys that this pass has put on record: their calls can not have been made by anybody else. */
  readonly own: Set<string>;
}

/** A bill comes to rest after a few moves; one that does not is a bug, and must not charge anybody for ever. */
const MOST_MOVES = 500;

/**
 * Moves a bill as far as it can go now (architecture section 4). All of its state is in its streams, so anybody may go on
 * with it at any point, after any death, and two may be at it at once. `onProgress` is called at every move.
 */
export async function advance(
  desk: Desk,
  ports: BillPorts,
  onProgress: () => void = () => undefined,
): Promise<Advanced> {
  const pass: Pass = { lookedUp: new Set(), givenBack: new Set(), own: new Set() };
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    onProgress();
    await desk.load();
    await lookForGivenUp(desk, ports, pass);
    const at = ports.now();
    const move = nextMove(desk.world(), at);
    const rest = await make(move, desk, ports, pass, at);
    if (rest) return rest;
  }
  throw new Error('a bill did not come to rest');
}

/** What was given up is asked for once in a pass: if the bank has it after all, it has paid the bill or goes back. */
async function lookForGivenUp(desk: Desk, ports: BillPorts, { lookedUp }: Pass): Promise<void> {
  for (const one of desk.world().bill.tries) {
    if (one.status !== 'given-up' || lookedUp.has(one.key)) continue;
    lookedUp.add(one.key);
    await takeIn(desk, one.key, await lookUp(desk.billId, one, { resend: false }, ports), ports);
  }
}

/** Makes one move. Answers only if the bill rests after it. */
async function make(
  move: BillMove,
  desk: Desk,
  ports: BillPorts,
  pass: Pass,
  at: string,
): Promise<Advanced | undefined> {
  switch (move.type) {
    case 'done':
      return { standing: move.as };
    case 'wait':
      return { waitUntil: move.until };
    case 'take-rates':
      await desk.takeRates(move.currencies);
      return undefined;
    case 'reserve-number':
      await desk.openNumbers();
      return undefined;
    case 'record':
      await record(move, desk, ports, pass, at);
      return undefined;
    case 'look-up':
      return look(move, desk, ports, pass, at);
    case 'give-back':
      return returnCharge(move, desk, ports, pass, at);
  }
}

type RecordMove = Extract<BillMove, { type: 'record' }>;

/** Puts a decision on record; a charge that starts in it is sent at once, whereas one found there is looked up first. */
async function record(
  { command, writes }: RecordMove,
  desk: Desk,
  ports: BillPorts,
  pass: Pass,
  decidedAt: string,
): Promise<void> {
  const decide: Decide = (world, at) => {
    const again = nextMove(world, at);
    return again.type === 'record' && again.command === command ? again.writes : {};
  };
  const written = await desk.write(command, decide, { writes, at: decidedAt });
  if (written.repeated) return;
  for (const fact of written.facts) {
    if (fact.type === 'ChargeReturnAsked') pass.own.add(fact.data.key);
    if (fact.type !== 'CardChargeStarted') continue;
    const one = tryOf(desk, fact.data.key);
    if (one?.status === 'open') await takeIn(desk, one.key, await sendCharge(desk.billId, one, ports), ports);
  }
}

async function look(
  { key, resend, notBefore }: Extract<BillMove, { type: 'look-up' }>,
  desk: Desk,
  ports: BillPorts,
  pass: Pass,
  at: string,
): Promise<Advanced | undefined> {
  const one = tryOf(desk, key);
  if (!one) throw new Error('a charge is to be looked up that nobody started');
  if (msBetween(at, notBefore) > 0) return { waitUntil: notBefore };
  const { bill, policy } = desk.world();
  if (pass.lookedUp.has(key)) return { waitUntil: lookAgainAt(bill, one, policy, at) };
  pass.lookedUp.add(key);
  await takeIn(desk, key, await lookUp(desk.billId, one, { resend }, ports), ports);
  return undefined;
}

async function returnCharge(
  { of, key, how, chargeId }: Extract<BillMove, { type: 'give-back' }>,
  desk: Desk,
  ports: BillPorts,
  pass: Pass,
  at: string,
): Promise<Advanced | undefined> {
  const one = tryOf(desk, of);
  if (!one) throw new Error('a charge is to go back that nobody started');
  const { look: waits } = ports.policy;
  if (pass.givenBack.has(key)) {
    const openMs = msBetween(one.back?.askedAt ?? at, at);
    return { waitUntil: later(at, Math.min(Math.max(openMs, waits.firstMs), waits.longestMs)) };
  }
  pass.givenBack.add(key);
  if (!pass.own.has(key)) {
    const standing = await lookUp(desk.billId, one, { resend: false }, ports);
    if (standing.outcome === 'voided' || standing.outcome === 'refunded') return takeIn(desk, of, standing, ports);
  }
  const word = await giveBack({ key, how, chargeId }, ports);
  if (word.outcome === 'refused' && one.status === 'confirm-needed') {
    // The customer may have confirmed it at the last moment: then it has paid the bill.
    const standing = await lookUp(desk.billId, one, { resend: false }, ports);
    if (standing.outcome === 'captured') return takeIn(desk, of, standing, ports);
  }
  return takeInReturn(desk, key, word, ports);
}

const takeIn = (desk: Desk, key: string, word: ChargeWord, ports: BillPorts): Promise<undefined> =>
  note(desk, key, ports.now(), (world, at) => answerCharge(world, key, word, at));

const takeInReturn = (desk: Desk, key: string, word: ReturnWord, ports: BillPorts): Promise<undefined> =>
  note(desk, key, ports.now(), (world, at) => answerReturn(world, key, word, at));

/**
 * An answer goes on record under the key, what it says, and when: a later word on the same key is another command, also
 * where it is the same again, as when an operator has let a bill go on that still has no answer.
 */
async function note(desk: Desk, key: string, at: string, decide: Decide): Promise<undefined> {
  const writes = decide(desk.world(), at);
  const types = (writes.bill ?? []).map(({ type }) => type);
  await desk.write(`${key}/${types.join('+')}/${at}`, decide, { writes, at });
  return undefined;
}

const tryOf = (desk: Desk, key: string): ChargeTry | undefined =>
  desk.world().bill.tries.find((one) => one.key === key);
