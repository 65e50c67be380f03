import {
  accountToLoad,
  checkValidityChange,
  decideValidityChange,
  failureFor,
  holdAmount,
  holdKey,
  initialValidityChangeWorld,
  type ValidityChange,
  type ValidityChangeCommand,
  type ValidityChangeNote,
  type ValidityChangeWorld,
} from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { CardNetwork } from '@onfile/gateways';
import type { StepOutcome } from '../src/card-additions/journeys';
import type { ChangeMessage, ValidityChanges } from '../src/card-validity-changes/changes';
import type { Clock } from '../src/http/clock';
import type { MemoryLog } from './memory-log';

interface Parts {
  readonly log: MemoryLog;
  readonly cards: Pick<CardNetwork, 'placeHold' | 'findHold' | 'voidHold'>;
  readonly now: Clock;
}

/** Changes of validity of one process: the same rules, log and gateway calls as the workflow's, without its waits. */
export function memoryValidityChanges(parts: Parts): ValidityChanges {
  const sent = new Map<string, Promise<StepOutcome>>();
  /** Like an Update: the same id is done once, and everybody who sends it gets its outcome. */
  const once = (message: ChangeMessage): Promise<StepOutcome> => {
    const known = sent.get(message.commandId) ?? take(parts, message);
    sent.set(message.commandId, known);
    return known;
  };
  return { start: once, send: once, bankMoved: (changeId) => prove(parts, changeId) };
}

async function take(parts: Parts, { changeId, request, commandId, bodyHash }: ChangeMessage): Promise<StepOutcome> {
  const before = await changeOf(parts, changeId);
  if (request.type === 'Cancel' && before.status !== 'open') return 'over';
  checkValidityChange(request, before, parts.now().toISOString());
  await record(parts, changeId, request, commandId, bodyHash);
  await prove(parts, changeId);
  return 'done';
}

const changeOf = async ({ log }: Parts, changeId: string): Promise<ValidityChange> =>
  (await log.read(stream('cardValidityChange', changeId))).state;

async function record(
  parts: Parts,
  changeId: string,
  command: ValidityChangeCommand,
  commandId: string,
  bodyHash?: string,
): Promise<void> {
  const account = accountToLoad(command, await changeOf(parts, changeId));
  await parts.log.record({
    commandId,
    bodyHash,
    at: parts.now().toISOString(),
    streams: {
      journey: stream('cardValidityChange', changeId),
      ...(account === undefined ? {} : { account: stream('account', account), wallet: stream('wallet', account) }),
    },
    decide: (states: Partial<ValidityChangeWorld>, at: string) =>
      decideValidityChange(command, { ...initialValidityChangeWorld, ...states }, at),
  });
}

/** Asks the bank where the rules wait for it, and notes what it says; then gives the hold back. */
async function prove(parts: Parts, changeId: string): Promise<void> {
  const change = await changeOf(parts, changeId);
  if (change.status === 'none') return;
  const key = holdKey(changeId);
  const note = (command: ValidityChangeNote): Promise<void> =>
    record(parts, changeId, command, `${changeId}/${command.type}`);
  if (change.status === 'open' && change.hold === undefined) {
    const at = parts.now().toISOString();
    const rate = { from: 'USD' as const, to: change.currency, rate: '1', asOf: at, source: 'spec' };
    const quote = { rate, ...holdAmount(rate) };
    await note({ type: 'NoteHoldAsked', key, ...quote });
    const { token } = change.card;
    await parts.cards.placeHold({ key, token, amount: quote.amount, returnUrl: '', reference: changeId });
  }
  if (change.status === 'open') await conclude(parts, key, note);
  await giveBack(parts, changeId, note);
}

type Note = (command: ValidityChangeNote) => Promise<void>;

async function conclude({ cards }: Parts, key: string, note: Note): Promise<void> {
  const standing = await cards.findHold(key);
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

async function giveBack(parts: Parts, changeId: string, note: Note): Promise<void> {
  const { status, hold } = await changeOf(parts, changeId);
  if (status === 'open' || hold?.status !== 'placed' || hold.holdId === undefined || hold.release) return;
  const key = `${changeId}/void/1`;
  await note({ type: 'NoteReleaseAsked', key, of: hold.key, how: 'void', attempt: 1 });
  await parts.cards.voidHold({ key, holdId: hold.holdId });
  await note({ type: 'NoteVoided', key, of: hold.key, holdId: hold.holdId });
}
