import { Inject, Injectable } from '@nestjs/common';
import { regionOf, subscriptionGate, type AccountEvent, type BillingPolicy } from '@onfile/domain';
import type { PageRequest, TimelineEntry } from '@onfile/read-models';
import { Answer } from '../http/answer';
import type { Clock } from '../http/clock';
import { entriesOf, type EntriesPage } from '../http/entries';
import { awaitFresh } from '../http/fresh';
import { latestOf } from '../http/latest';
import { Problem } from '../http/problem';
import type { PersonalData } from '../personal-data';
import type { ApiSettings } from '../settings';
import type { Streams } from '../streams';
import { BILLING_POLICY, CLOCK, PERSONAL_DATA, SETTINGS, STREAMS, VIEWS } from '../tokens';
import type { Views } from '../views';

/** An account as its own customer sees it. */
export interface Me {
  readonly accountId: string;
  /** Personal; left out once the person was forgotten. */
  readonly email?: string;
  readonly region: string;
  readonly registeredAt: string;
  readonly accountType?: string;
  /** Chosen, or the region's (D12). */
  readonly currency: string;
  readonly suspended: boolean;
  readonly postpayment: string;
  readonly missing: readonly string[];
  /** R5: "Associate now" is shown. */
  readonly promptForCard: boolean;
  readonly openJourneyId?: string;
}

/** Looks at an account: from its streams, its history from the read model. */
@Injectable()
export class ViewAccount {
  constructor(
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(BILLING_POLICY) private readonly billing: Pick<BillingPolicy, 'due'>,
  ) {}

  /** R5: what the prompt and the console's start depend on. @throws {Problem} not-found */
  async me(accountId: string): Promise<Answer<Me>> {
    const [{ state, facts }, wallet] = await Promise.all([
      this.streams.account(accountId),
      this.streams.wallet(accountId),
    ]);
    if (state.registered === undefined) throw new Problem('not-found');
    const { region, registeredAt } = state.registered;
    const gate = subscriptionGate(state, wallet.state, this.billing.due.zone, this.now().toISOString());
    const me: Me = {
      accountId,
      ...(await this.emailOf(
        accountId,
        facts.map(({ fact }) => fact),
      )),
      region,
      registeredAt,
      ...(state.accountType === undefined ? {} : { accountType: state.accountType }),
      currency: state.currency ?? regionOf(region)?.currency ?? 'USD',
      suspended: state.suspended,
      postpayment: state.postpayment,
      missing: gate.missing,
      promptForCard: wallet.state.cards.length === 0,
      ...(state.openJourney === undefined ? {} : { openJourneyId: state.openJourney }),
    };
    return new Answer(me, { position: latestOf(facts, wallet.facts) });
  }

  /** @throws {CursorInvalid} */
  async timeline(
    accountId: string,
    { atLeast, ...page }: PageRequest & { atLeast?: string },
  ): Promise<Answer<EntriesPage<TimelineEntry>>> {
    await awaitFresh(this.views, atLeast, this.settings.freshWaitMs);
    return new Answer(entriesOf(await this.views.accountTimeline(accountId, page)));
  }

  private async emailOf(accountId: string, facts: readonly AccountEvent[]): Promise<{ email?: string }> {
    const registered = facts.find((fact) => fact.type === 'AccountRegistered');
    const fields = registered && (await this.personalData.unseal(accountId, registered.sealed));
    return fields === undefined || fields === 'forgotten' || fields.email === undefined ? {} : { email: fields.email };
  }
}
