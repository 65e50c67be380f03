import type { CardAdditionCommand } from '../card-addition/commands';
import { decideCardAddition } from '../card-addition/decide';
import type { CardAdditionEvent } from '../card-addition/events';
import type { JourneyPolicy } from '../card-addition/policy';
import { holdKey } from '../card-addition/hold';
import { holdToRelease, type HoldToRelease } from '../card-addition/release';
import type { StartedJourney } from '../card-addition/state';
import { evolveWorld, type CardAdditionWorld } from '../card-addition/world';
import { policyWith } from '../bill/policy';
import { holdAmount } from '../hold-amount';
import { later } from '../instant';
import { Refusal } from '../refusal';
import { journeyScript, type JourneyInput } from './journey-script';
import { difference } from './difference';
import type { Recording } from './recording';
import { counted, type ShadowChange, type ShadowReport } from './shadow-report';

/**
 * A journey run anew by the rules of this build: what the customer did and what the bank said come at the instants on
 * record; time runs out by the policy, and a hold goes back as it is on record to have gone.
 * @throws {RangeError} a policy that has no such setting; a recording of nothing
 */
export function shadowJourney(recording: Recording, { policy = {} }: ShadowChange): ShadowReport {
  const { kind, id, until } = recording;
  const { world, inputs, recorded } = journeyScript(recording);
  const run = new RunningJourney(world, recorded, (settings) => policyWith(settings, policy));
  for (const input of inputs) {
    run.timePasses(input.at);
    run.take(input);
  }
  run.timePasses(until);
  run.release();
  const lines = difference(recorded, run.facts);
  return { kind, id, until, ...counted(lines), refused: run.refused, assumed: run.assumed };
}

/** The bank gives back within so many tries, or the recording ends before it does. */
const MOST_RELEASES = 1_000;

class RunningJourney {
  readonly facts: CardAdditionEvent[] = [];
  readonly refused: ShadowReport['refused'][number][] = [];
  assumed = 0;

  constructor(
    private world: CardAdditionWorld,
    private readonly recorded: readonly CardAdditionEvent[],
    private readonly settings: (policy: JourneyPolicy) => JourneyPolicy,
  ) {}

  take(input: JourneyInput): void {
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
    if (deadline && deadline.at < to) this.decide(deadline.command, deadline.at);
  }

  /** R25: the hold goes back, by the bank's answers on record in their order; where there are none the bank says yes. */
  release(): void {
    const answers = this.recorded.filter(isReleaseAnswer);
    const isUnderWay = this.recorded.at(-1)?.type === 'HoldReleaseAsked';
    for (let tries = 0; tries < MOST_RELEASES; tries += 1) {
      const { journey } = this.world;
      const left = holdToRelease(journey);
      if (!left || left.holdId === undefined || journey.status === 'open') return;
      const answer = answers.shift();
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
    if (this.recorded.some(({ type }) => type === 'HoldAsked')) return;
    const rate = { from: 'USD', to: 'USD', rate: '1', asOf: at, source: 'assumed' } as const;
    const key = holdKey(journey.journeyId);
    this.assumed += 1;
    this.decide({ type: 'NoteHoldAsked', key, rate, ...holdAmount(rate) }, at);
    this.decide({ type: 'NoteHoldPlaced', key, holdId: `assumed-${key}` }, at);
    this.decide({ type: 'Succeed' }, at);
  }

  private decide(given: CardAdditionCommand, at: string): void {
    const command = given.type === 'AddCard' ? { ...given, policy: this.settings(given.policy) } : given;
    try {
      const writes = decideCardAddition(command, this.world, at);
      this.facts.push(...(writes.journey ?? []));
      this.world = evolveWorld(this.world, writes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused.push({ at, what: command.type, code: error.code });
    }
  }
}

type ReleaseAnswer = Extract<CardAdditionEvent, { type: 'HoldReleaseDelayed' | 'HoldVoided' | 'HoldRefunded' }>;

const isReleaseAnswer = (fact: CardAdditionEvent): fact is ReleaseAnswer =>
  ['HoldReleaseDelayed', 'HoldVoided', 'HoldRefunded'].includes(fact.type);

/** What the journey waits for at most until when, and what comes then. */
function deadlineOf(journey: StartedJourney): { at: string; command: CardAdditionCommand } | undefined {
  const { startedAt, policy, card, hold, bankPage } = journey;
  if (!card) return { at: later(startedAt, policy.cardWaitMs), command: { type: 'Abandon', because: 'timed-out' } };
  if (hold?.status === 'page-open' && bankPage) {
    return { at: bankPage.closesAt, command: { type: 'Fail', failure: { result: 'bank-page-timed-out' } } };
  }
  if (hold?.status !== 'asked' && hold?.status !== 'unknown') return undefined;
  const failure = { result: 'hold-result-unknown' } as const;
  return { at: later(hold.askedAt, policy.unknownHoldMs), command: { type: 'Fail', failure } };
}
