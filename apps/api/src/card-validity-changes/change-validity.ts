import { Inject, Injectable } from '@nestjs/common';
import {
  checkValidityChange,
  evolveValidityChange,
  initialValidityChange,
  Refusal,
  viewValidityChange,
  type CardSummary,
  type JourneyPolicy,
  type ValidityChangeEvent,
  type ValidityChangeRequest,
  type ValidityChangeView,
} from '@onfile/domain';
import type { CardNetwork } from '@onfile/gateways';
import { sentenceOf } from '@onfile/read-models';
import { createHash } from 'node:crypto';
import type { StepOutcome } from '../card-additions/journeys';
import type { Timeline } from '../card-additions/view-journey';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import type { KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { Unavailable } from '../http/unavailable';
import type { Secrecy } from '../secrecy';
import type { StoredFact } from '../streams';
import { CARD_GATEWAY, CLOCK, JOURNEY_POLICY, SECRECY, VALIDITY_CHANGES, WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';
import { CHANGE_PREFIX, type ValidityChanges } from './changes';

type Facts = readonly StoredFact<ValidityChangeEvent>[];

/** R37–38: Edit. The stream is read first, so that a repeat costs nothing and works also when the workflow is gone. */
@Injectable()
export class ChangeValidity {
  constructor(
    @Inject(VALIDITY_CHANGES) private readonly changes: ValidityChanges,
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(CARD_GATEWAY) private readonly gateway: Pick<CardNetwork, 'describeToken'>,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(JOURNEY_POLICY) private readonly policy: JourneyPolicy,
  ) {}

  /** @throws {Problem} token-unknown, idempotency-key-reused. @throws {Refusal} of the rules. @throws {Unavailable} */
  async start(
    accountId: string,
    asked: { cardId: string; cardToken: string },
    keyed: KeyedRequest,
  ): Promise<Answer<ValidityChangeView>> {
    const changeId = changeIdOf(accountId, keyed.commandId);
    const before = await this.toldBefore(accountId, changeId, keyed);
    if (before) return before;
    const card = await this.describe(asked.cardToken);
    const { policy } = this;
    const request = { type: 'ChangeValidity', changeId, accountId, cardId: asked.cardId, card, policy } as const;
    const bodyHash = this.secrecy.bodyHash(keyed.commandId, keyed.body);
    const outcome = await this.changes.start({ changeId, request, commandId: keyed.commandId, bodyHash });
    return this.answerAfter(accountId, changeId, keyed, outcome, 201);
  }

  /** @throws {Problem} not-found, idempotency-key-reused. @throws {Refusal} bank-is-checking. @throws {Unavailable} */
  async cancel(accountId: string, changeId: string, keyed: KeyedRequest): Promise<Answer<ValidityChangeView>> {
    const before = await this.toldBefore(accountId, changeId, keyed);
    if (before) return before;
    const { state, facts } = await this.own(accountId, changeId);
    if (state.status !== 'open') return told(facts, 200, false);
    const request: ValidityChangeRequest = { type: 'Cancel' };
    checkValidityChange(request, state, this.now().toISOString());
    const bodyHash = this.secrecy.bodyHash(keyed.commandId, keyed.body);
    const outcome = await this.changes.send({ changeId, request, commandId: keyed.commandId, bodyHash });
    return this.answerAfter(accountId, changeId, keyed, outcome, 200);
  }

  /** @throws {Problem} not-found, also for another customer's change */
  async view(accountId: string, changeId: string): Promise<Answer<ValidityChangeView>> {
    const { state, facts } = await this.own(accountId, changeId);
    return new Answer(viewValidityChange(state), { position: facts.at(-1)?.position });
  }

  /** @throws {Problem} not-found, also for another customer's change */
  async timeline(accountId: string, changeId: string): Promise<Answer<Timeline>> {
    const { facts } = await this.own(accountId, changeId);
    const entries = facts.map(({ fact, revision, position }) => {
      const { key, details } = sentenceOf(fact);
      return { revision, position, at: fact.at, type: fact.type, sentence: key, details };
    });
    return new Answer({ entries }, { position: facts.at(-1)?.position });
  }

  private async own(accountId: string, changeId: string) {
    const loaded = await this.wallets.validityChange(changeId);
    if (loaded.state.status === 'none' || loaded.state.accountId !== accountId) throw new Problem('not-found');
    return { ...loaded, state: loaded.state };
  }

  /** The answer of the first time; undefined where nothing was done under this key. */
  private async toldBefore(
    accountId: string,
    changeId: string,
    { commandId, body }: KeyedRequest,
  ): Promise<Answer<ValidityChangeView> | undefined> {
    const { state, facts } = await this.wallets.validityChange(changeId);
    const first = facts.find((stored) => stored.commandId === commandId);
    if (first === undefined || state.status === 'none' || state.accountId !== accountId) return undefined;
    this.expectSameBody(first, { commandId, body });
    return told(facts, first.fact.type === 'ValidityChangeStarted' ? 201 : 200, true);
  }

  /** @throws {Problem} idempotency-key-reused */
  private expectSameBody({ bodyHash }: Facts[number], { commandId, body }: KeyedRequest): void {
    const isOther = bodyHash !== undefined && bodyHash !== this.secrecy.bodyHash(commandId, body);
    if (isOther) throw new Problem('idempotency-key-reused');
  }

  private async answerAfter(
    accountId: string,
    changeId: string,
    keyed: KeyedRequest,
    outcome: StepOutcome,
    status: 200 | 201,
  ): Promise<Answer<ValidityChangeView>> {
    const { state, facts } = await this.wallets.validityChange(changeId);
    // Whoever comes at once under one key gets the answer of the first, but only for what the first has asked for.
    const first = facts.find(({ commandId }) => commandId === keyed.commandId);
    if (first) this.expectSameBody(first, keyed);
    if (state.status !== 'none' && state.accountId === accountId) return told(facts, status, false);
    // It was refused under this key before, and ended without a trace: another try is another key.
    if (outcome === 'over') throw new Refusal('journey-over', 'this change was refused');
    throw new Unavailable('journey');
  }

  private async describe(cardToken: string): Promise<CardSummary> {
    const known = await this.gateway.describeToken(cardToken);
    if (known === undefined) throw new Problem('token-unknown');
    const { token, brand, last4, expiry, funding, issuingCountry, fingerprint } = known;
    const keyed = this.secrecy.fingerprintHash(fingerprint);
    return { token, brand, last4, expiry, funding, issuingCountry, fingerprint: keyed };
  }
}

/** The same account and key are the same change, on whatever api and however often they come. */
const changeIdOf = (accountId: string, commandId: string): string =>
  `${CHANGE_PREFIX}${createHash('sha256')
    .update(JSON.stringify(['validity-change', accountId, commandId]))
    .digest('hex')
    .slice(0, 28)}`;

function told(facts: Facts, status: 200 | 201, hit: boolean): Answer<ValidityChangeView> {
  const view = viewValidityChange(facts.map(({ fact }) => fact).reduce(evolveValidityChange, initialValidityChange));
  const about = { position: facts.at(-1)?.position, hit, location: `/v1/card-validity-changes/${view.changeId}` };
  return view.step === 'checking'
    ? new Answer(view, { ...about, status: 202, retryAfter: 2 })
    : new Answer(view, { ...about, status });
}
