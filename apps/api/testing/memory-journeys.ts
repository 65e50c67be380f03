import {
  checkCustomerCommand,
  decideCardAddition,
  failureFor,
  holdAmount,
  holdKey,
  initialWorld,
  refusalAfter,
  streamsOf,
  type CardAdditionCommand,
  type CardAdditionWorld,
  type Journey,
  type NoteCommand,
} from '@onfile/domain';
import { stream, type Sealer } from '@onfile/event-log';
import type { CardNetwork, HoldStanding } from '@onfile/gateways';
import type { Journeys, StepMessage, StepOutcome } from '../src/card-additions/journeys';
import type { Clock } from '../src/http/clock';
import type { MemoryLog } from './memory-log';

/** A code on its way to a person. */
export interface SentCode {
  readonly address: string;
  readonly code: string;
}

/** The journeys of one process: the same rules, log and gateway calls as the workflow's, without its waits. */
export interface MemoryJourneys extends Journeys {
  /** Codes as they were sent, oldest first. */
  readonly sent: SentCode[];
  /** Journeys that were told that the bank may have moved. */
  readonly told: string[];
}

interface Parts {
  readonly log: MemoryLog;
  readonly cards: Pick<CardNetwork, 'placeHold' | 'findHold' | 'voidHold'>;
  readonly sealer: Pick<Sealer, 'unseal'>;
  readonly now: Clock;
}

/** Runs every step at once. The hold is asked for, and given back, as soon as the rules say so. */
export function memoryJourneys(parts: Parts): MemoryJourneys {
  const sent: SentCode[] = [];
  const told: string[] = [];
  const steps = new Map<string, Promise<StepOutcome>>();

  /** Like an Update: the same id is done once, and everybody who sends it gets its outcome. */
  const once = (message: StepMessage): Promise<StepOutcome> => {
    const known = steps.get(message.commandId);
    const step = known ?? take(message);
    steps.set(message.commandId, step);
    return step;
  };
  const take = async (message: StepMessage): Promise<StepOutcome> => {
    const { journeyId, command, commandId, bodyHash } = message;
    const before = await journeyOf(parts, journeyId);
    if (command.type !== 'AddCard' && before.status !== 'open') return 'over';
    checkCustomerCommand(command, before, parts.now().toISOString());
    const own = await record(parts, journeyId, command, commandId, bodyHash);
    const refusal = refusalAfter(own);
    if (refusal) throw refusal;
    if (command.type === 'SendEmailCode' || command.type === 'SendSmsCode') {
      const { accountId } = await startedOf(parts, journeyId);
      const fields = await parts.sealer.unseal(accountId, command.sealedCode);
      if (fields !== 'forgotten') sent.push(fields as unknown as SentCode);
    }
    await proveCard(parts, journeyId);
    return 'done';
  };
  return {
    sent,
    told,
    addCard: once,
    takeStep: once,
    async bankMoved(journeyId) {
      told.push(journeyId);
      await proveCard(parts, journeyId);
    },
  };
}

async function journeyOf({ log }: Parts, journeyId: string): Promise<Journey> {
  return (await log.read(stream('cardAddition', journeyId))).state;
}

async function startedOf(parts: Parts, journeyId: string) {
  const journey = await journeyOf(parts, journeyId);
  if (journey.status === 'none') throw new Error('the journey has not started');
  return journey;
}

async function record(
  parts: Parts,
  journeyId: string,
  command: CardAdditionCommand,
  commandId: string,
  bodyHash?: string,
) {
  const { account, wallet, fingerprint, number } = streamsOf(command, await journeyOf(parts, journeyId));
  const recorded = await parts.log.record({
    commandId,
    bodyHash,
    at: parts.now().toISOString(),
    streams: {
      journey: stream('cardAddition', journeyId),
      ...(account === undefined ? {} : { account: stream('account', account) }),
      ...(wallet === undefined ? {} : { wallet: stream('wallet', wallet) }),
      ...(fingerprint === undefined ? {} : { fingerprint: stream('cardFingerprint', fingerprint) }),
      ...(number === undefined ? {} : { number: stream('mobileNumber', number) }),
    },
    decide: (states: Partial<CardAdditionWorld>, at: string) =>
      decideCardAddition(command, { ...initialWorld, ...states }, at),
  });
  return (recorded.facts.journey ?? []).map(({ fact }) => fact);
}

/** Asks the bank where the rules wait for it, and notes what it says. */
async function proveCard(parts: Parts, journeyId: string): Promise<void> {
  const journey = await journeyOf(parts, journeyId);
  if (journey.status === 'none' || journey.card === undefined) return;
  const key = holdKey(journeyId);
  const note = (command: NoteCommand): Promise<unknown> =>
    record(parts, journeyId, command, `${journeyId}/${command.type}`);
  if (journey.status === 'open' && journey.hold === undefined) {
    const at = parts.now().toISOString();
    const rate = { from: 'USD' as const, to: journey.currency, rate: '1', asOf: at, source: 'spec' };
    await note({ type: 'NoteHoldAsked', key, rate, ...holdAmount(rate) });
    const { hold } = await startedOf(parts, journeyId);
    if (!hold) throw new Error('no hold is on record');
    await parts.cards.placeHold({ key, token: hold.token, amount: hold.amount, returnUrl: '', reference: journeyId });
  }
  if (journey.status === 'open') await conclude(await parts.cards.findHold(key), key, note);
  await giveBack(parts, journeyId, note);
}

async function conclude(
  standing: HoldStanding,
  key: string,
  note: (command: NoteCommand) => Promise<unknown>,
): Promise<void> {
  if (standing.outcome === 'held') {
    await note({ type: 'NoteHoldPlaced', key, holdId: standing.holdId });
    await note({ type: 'Succeed' });
  }
  if (standing.outcome === 'needs-bank-page') {
    await note({ type: 'NoteBankPage', key, holdId: standing.holdId, url: standing.bankPageUrl });
  }
  if (standing.outcome === 'declined') {
    const { networkCode, adviceCode, transStatus, bankPage } = standing;
    await note({ type: 'NoteHoldDeclined', key, networkCode, adviceCode });
    await note({ type: 'Fail', failure: failureFor({ networkCode, adviceCode, transStatus, bankPage }) });
  }
}

async function giveBack(
  parts: Parts,
  journeyId: string,
  note: (command: NoteCommand) => Promise<unknown>,
): Promise<void> {
  const { status, hold } = await startedOf(parts, journeyId);
  if (status === 'open' || hold?.status !== 'placed' || hold.holdId === undefined || hold.release) return;
  const key = `${journeyId}/void/1`;
  await note({ type: 'NoteReleaseAsked', key, of: hold.key, how: 'void', attempt: 1 });
  await parts.cards.voidHold({ key, holdId: hold.holdId });
  await note({ type: 'NoteVoided', key, of: hold.key, holdId: hold.holdId });
}
