import {
  billIdentity,
  type BillEvent,
  type CardAdditionEvent,
  type DatedMovement,
  type Finding,
  holdMovements,
  keysOfMovement,
  later,
  noteSettlement,
  openTry,
  ownMovements,
  readSettlementFile,
  reconcile,
  type SettledLine,
} from '@onfile/domain';
import { stream } from '@onfile/event-log';
import type { SettlementActivities } from '@onfile/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { createHash } from 'node:crypto';
import { reaching } from '../gateway-trouble';
import { atOnce } from './at-once';
import type { BillingPorts } from './ports';

/** What happened this close to midnight may stand in the bank's file of either day. */
const MARGIN_MS = 3_600_000;
const PAGE = 500;

/** `ApplicationFailure.type` where the card gateway has no such file. */
const NO_FILE = 'NoSettlementFile';

/** Which of our own movements a file is compared with. */
interface Ours {
  readonly movements: readonly DatedMovement[];
  /** Keys of charges that we have no answer to: the file tells no news that the next look will not bring. */
  readonly unanswered: ReadonlySet<string>;
}

/** X2: the daily proof against the bank's own account of the day. */
export function settlementActivities(ports: BillingPorts): SettlementActivities {
  return {
    async compareSettlement({ day }) {
      const start = `${day}T00:00:00.000Z`;
      const file = await fileOf(day, ports);
      const before = new Set((await fileOf(later(start, -1).slice(0, 10), ports)).map(({ key }) => key));
      const ours = await oursOf(file, day, ports);
      const keys = new Set(file.map(({ key }) => key));
      const [from, to] = [later(start, -MARGIN_MS), later(start, 24 * 3_600_000 - MARGIN_MS)];
      const expected = ours.movements.filter(
        (one) =>
          isIn(keys, one) ||
          (one.operation !== 'settle' && one.askedAt >= from && one.askedAt < to && !isIn(before, one)),
      );
      const told = file.filter(({ key }) => !ours.unanswered.has(key));
      const findings = reconcile(told, expected);
      await note(day, file.length, findings, ports);
      return { day, lines: file.length, findings: findings.length };
    },
  };
}

const isIn = (keys: ReadonlySet<string>, one: DatedMovement): boolean =>
  keysOfMovement(one).some((key) => keys.has(key));

async function fileOf(day: string, { settlements }: BillingPorts): Promise<readonly SettledLine[]> {
  if (!settlements) throw ApplicationFailure.nonRetryable('the card gateway gives no settlement file', NO_FILE);
  return readSettlementFile(await reaching(() => settlements.fileOf(day)));
}

/** What the log says of everything that the file names, and of all bills that were charged about that day. */
async function oursOf(file: readonly SettledLine[], day: string, ports: BillingPorts): Promise<Ours> {
  const owners = new Set(file.map(({ key }) => key.slice(0, key.indexOf('/'))));
  const named = [...owners].filter((id) => billIdentity(id));
  const bills = new Set([...named, ...(await billsCharged(day, ports))]);
  const holds = [...owners].filter((id) => !billIdentity(id) && /^[A-Za-z0-9_-]+$/.test(id));
  const of = await atOnce([...bills], ports.run.atOnce, (billId) => ofBill(billId, ports));
  const held = await atOnce(holds, ports.run.atOnce, (id) => ofHold(id, ports));
  return {
    movements: [...of.flatMap(({ movements }) => movements), ...held.flat()],
    unanswered: new Set(of.flatMap(({ unanswered }) => unanswered)),
  };
}

async function billsCharged(day: string, { finder, heartbeat }: BillingPorts): Promise<string[]> {
  const from = later(`${day}T00:00:00.000Z`, -MARGIN_MS);
  const to = later(from, 24 * 3_600_000);
  await finder.catchUp(heartbeat);
  const all: string[] = [];
  for (let after: string | undefined, isLast = false; !isLast;) {
    heartbeat();
    const page = await finder.chargedBills({ from, to, limit: PAGE, ...(after !== undefined && { after }) });
    all.push(...page);
    after = page.at(-1);
    isLast = page.length < PAGE;
  }
  return all;
}

async function ofBill(billId: string, { log, heartbeat }: BillingPorts) {
  heartbeat();
  const handle = stream('bill', billId);
  const { states, known } = await log.load({ bill: handle });
  const facts = (known.get(handle.name)?.facts ?? []).map(({ fact }) => fact as BillEvent);
  const open = openTry(states.bill);
  return { movements: ownMovements(facts), unanswered: open ? [open.key] : [] };
}

/** A key that is no bill's is a journey's or an edit's; what nobody has asked for has no facts. */
async function ofHold(id: string, { log, heartbeat }: BillingPorts): Promise<readonly DatedMovement[]> {
  heartbeat();
  const [journey, change] = [stream('cardAddition', id), stream('cardValidityChange', id)];
  const { known } = await log.load({ journey, change });
  const facts = [journey, change].flatMap(({ name }) => known.get(name)?.facts ?? []);
  return holdMovements(facts.map(({ fact }) => fact as CardAdditionEvent));
}

/** Names what was found: beside what was known before, the same comparison is one command, however often it is made. */
const digestOf = (findings: readonly Finding[]): string =>
  createHash('sha256').update(JSON.stringify(findings)).digest('hex').slice(0, 16);

async function note(day: string, lines: number, findings: readonly Finding[], ports: BillingPorts): Promise<void> {
  const { log, now, alarm } = ports;
  const streams = { settlement: stream('settlement', day.replaceAll('-', '')) };
  const { known, revisions } = await log.load(streams);
  const recorded = await log.record({
    commandId: `settlement-${day}/${revisions.settlement}/${lines}/${digestOf(findings)}`,
    at: now(),
    streams,
    known,
    decide: ({ settlement }, at) => ({ settlement: noteSettlement({ day, lines, findings }, settlement, at) }),
  });
  const isNews = !recorded.repeated && (recorded.facts.settlement ?? []).length > 0;
  if (findings.length > 0 && isNews) alarm('settlement-disagrees', { day, findings: String(findings.length) });
}
