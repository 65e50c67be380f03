import { holdKey } from '../card-addition/hold';
import { holdToRelease, type HoldToRelease } from '../card-addition/release';
import type { CardAdditionFailure } from '../card-addition/events';
import type { NoteCommand } from '../card-addition/commands';
import type { Proof, StartedProof } from '../card-addition/proof';
import { holdAmount } from '../hold-amount';
import { later } from '../instant';
import { Refusal } from '../refusal';
import type { ProofFact } from './bank-commands';
import type { ProofInput } from './journey-script';
import type { ShadowReport } from './shadow-report';

/** The rules of one kind of process that proves a card. */
export interface ProofRules<World, Command, Event> {
  readonly decide: (command: Command, world: World, at: string) => { readonly journey?: readonly Event[] };
  readonly evolve: (world: World, writes: never) => World;
  /** The command with the policy that is tried out. */
  readonly withPolicy: (command: Command) => Command;
}

/** What comes this soon after a time was up was there first, unless the time is on record: workers may be late. Two minutes. */
const LATE_MS = 120_000;
/** The bank gives back within so many tries, or the recording ends before it does. */
const MOST_RELEASES = 1_000;

/** A process that is run anew: it takes what came to it, and lets time pass by its own policy. */
export class RunningProof<World extends { readonly journey: Proof }, Command, Event extends ProofFact> {
  readonly facts: Event[] = [];
  readonly refused: ShadowReport['refused'][number][] = [];
  assumed = 0;
  /** What the bank is on record to have answered when the hold was to go back, as far as it is not used up. */
  private readonly releases: ReleaseAnswer[];

  constructor(
    private world: World,
    private readonly recorded: readonly Event[],
    private readonly rules: ProofRules<World, Command | NoteCommand, Event>,
  ) {
    this.releases = (recorded as readonly ProofFact[]).filter(isReleaseAnswer);
  }

  take(input: ProofInput<World, Command>): void {
    if ('moves' in input) {
      this.world = input.moves(this.world);
      return;
    }
    for (const command of input.commands) this.decide(command, input.at);
    this.askBank(input.at);
  }

  /** What time alone brings before `to`: no card in time, a bank page that stays silent, an answer that never comes. */
  timePasses(to: string): void {
    const { journey } = this.world;
    const deadline = journey.status === 'open' ? deadlineOf(journey) : undefined;
    if (!deadline) return;
    const graceMs = this.recorded.some(isOfTime) ? 0 : LATE_MS;
    if (later(deadline.at, graceMs) < to) this.decide(deadline.command, deadline.at);
  }

  /**
   * R25: the hold goes back, by the bank's answers on record in their order; where there are none the bank says yes.
   * Before `to` only as far as there are answers.
   */
  release(to?: string): void {
    const isUnderWay = this.recorded.at(-1)?.type === 'HoldReleaseAsked';
    for (let tries = 0; tries < MOST_RELEASES; tries += 1) {
      const { journey } = this.world;
      const left = holdToRelease(journey);
      const [answer] = this.releases;
      const isLater = to !== undefined && (answer === undefined || answer.at >= to);
      if (!left || left.holdId === undefined || journey.status === 'open' || isLater) return;
      this.releases.shift();
      const at = answer?.at ?? this.facts.at(-1)?.at ?? left.askedAt;
      this.decide({ type: 'NoteReleaseAsked', of: left.of, ...left.next }, at);
      if (!answer && isUnderWay) return;
      this.answerRelease(left, answer, at);
    }
  }

  private answerRelease({ of, next, holdId }: HoldToRelease, answer: ReleaseAnswer | undefined, at: string): void {
    const { key, how } = next;
    if (answer?.type === 'HoldReleaseDelayed') {
      const { why, tryAgainAt } = answer.data;
      return this.decide({ type: 'NoteReleaseDelayed', key, of, why, tryAgainAt }, at);
    }
    if (!answer) this.assumed += 1;
    this.decide({ type: how === 'void' ? 'NoteVoided' : 'NoteRefunded', key, of, holdId: holdId ?? '' }, at);
  }

  /** A card that the rules take now and did not take then: the pretend bank holds the dollar at once. */
  private askBank(at: string): void {
    const { journey } = this.world;
    if (journey.status !== 'open' || !journey.card || journey.hold || journey.currency !== 'USD') return;
    const isRefused = this.recorded.some(
      (it) => it.type === 'CardAdditionFailed' && !NOT_OF_CARD.includes(it.data.result),
    );
    if (!isRefused || this.recorded.some(({ type }) => type === 'HoldAsked')) return;
    const rate = { from: 'USD', to: 'USD', rate: '1', asOf: at, source: 'assumed' } as const;
    const key = holdKey(journey.journeyId);
    this.assumed += 1;
    this.decide({ type: 'NoteHoldAsked', key, rate, ...holdAmount(rate) }, at);
    this.decide({ type: 'NoteHoldPlaced', key, holdId: `assumed-${key}` }, at);
    this.decide({ type: 'Succeed' }, at);
  }

  private decide(given: Command | NoteCommand, at: string): void {
    try {
      const writes = this.rules.decide(this.rules.withPolicy(given), this.world, at);
      this.facts.push(...(writes.journey ?? []));
      this.world = this.rules.evolve(this.world, writes as never);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused.push({ at, what: (given as { type: string }).type, code: error.code });
    }
  }
}

/** Whether it ended because a time was up. */
function isOfTime({ type, data }: ProofFact): boolean {
  if (type === 'CardAdditionAbandoned') return data.because === 'timed-out';
  const isFailure = type === 'CardAdditionFailed' || type === 'ValidityChangeFailed';
  return isFailure && (data.result === 'bank-page-timed-out' || data.result === 'hold-result-unknown');
}

/** Results that do not say that the card itself was refused. */
const NOT_OF_CARD: readonly string[] = [
  'bank-page-cancelled',
  'system-error',
  'cancelled-by-us',
  'hold-result-unknown',
];

type ReleaseAnswer = Extract<ProofFact, { type: 'HoldReleaseDelayed' | 'HoldVoided' | 'HoldRefunded' }>;

const isReleaseAnswer = (fact: ProofFact): fact is ReleaseAnswer =>
  ['HoldReleaseDelayed', 'HoldVoided', 'HoldRefunded'].includes(fact.type);

/** What the process waits for at most until when, and what comes then. */
function deadlineOf(journey: StartedProof): { at: string; command: NoteCommand } | undefined {
  const { policy, card, hold, bankPage } = journey;
  const { startedAt } = journey as StartedProof & { readonly startedAt: string };
  if (!card) return { at: later(startedAt, policy.cardWaitMs), command: { type: 'Abandon', because: 'timed-out' } };
  if (hold?.status === 'page-open' && bankPage) return failsAt(bankPage.closesAt, { result: 'bank-page-timed-out' });
  if (hold?.status !== 'asked' && hold?.status !== 'unknown') return undefined;
  return failsAt(later(hold.askedAt, policy.unknownHoldMs), { result: 'hold-result-unknown' });
}

const failsAt = (at: string, failure: CardAdditionFailure) => ({ at, command: { type: 'Fail', failure } as const });
