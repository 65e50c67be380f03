import { Inject, Injectable, Logger } from '@nestjs/common';
import { billIdentity } from '@onfile/domain';
import type { NoticeReader } from '@onfile/gateways';
import type { Deductions } from '../bills/bills';
import type { Journeys } from '../card-additions/journeys';
import { CHANGE_PREFIX, type ValidityChanges } from '../card-validity-changes/changes';
import type { Clock } from '../http/clock';
import { Problem } from '../http/problem';
import { opaqueId } from '../http/shapes';
import { CLOCK, DEDUCTIONS, JOURNEYS, NOTICE_READER, VALIDITY_CHANGES } from '../tokens';
import { ReturnLimit } from './return-limit';
import { UpdateCard } from './update-card';

/** The key of a hold is `<journey>/hold`, of a charge `<bill>/<n>`: whose it is stands in its first part. */
const journeyOf = (key: string | undefined): string | undefined => {
  const journeyId = opaqueId.safeParse(key?.split('/')[0]);
  return journeyId.success ? journeyId.data : undefined;
};

/** Makes a journey look its hold up, because something may have happened at the bank. */
@Injectable()
export class NoteBankMove {
  private readonly logger = new Logger('bank');
  private readonly returns = new ReturnLimit();

  constructor(
    @Inject(JOURNEYS) private readonly journeys: Journeys,
    @Inject(VALIDITY_CHANGES) private readonly changes: ValidityChanges,
    @Inject(DEDUCTIONS) private readonly deductions: Deductions,
    @Inject(NOTICE_READER) private readonly notices: NoticeReader,
    @Inject(CLOCK) private readonly now: Clock,
    private readonly update: UpdateCard,
  ) {}

  /**
   * A notice from server to server. Its signature is checked; its content is not believed.
   * @throws {Problem} `notice-refused` for one that is forged, stale, from the future or not readable.
   * @throws {Unavailable} so that the gateway sends it again.
   */
  async ofNotice(headers: Readonly<Record<string, string | undefined>>, rawBody: unknown): Promise<void> {
    const notice = typeof rawBody === 'string' ? this.notices.read(headers, rawBody) : undefined;
    if (notice === undefined) throw new Problem('notice-refused');
    if (notice.card) return this.update.told(notice.id, notice.card);
    const journeyId = journeyOf(notice.key);
    if (journeyId !== undefined) await this.tell(journeyId);
  }

  /**
   * The person's browser came back. If the journey can not be reached, or the return is one of too many, it finds out by
   * itself a little later.
   */
  async ofBrowser(journeyId: string): Promise<void> {
    if (!this.returns.take(journeyId, this.now().getTime())) return;
    await this.tell(journeyId).catch((error: unknown) => {
      this.logger.warn(
        { kind: error instanceof Error ? error.name : typeof error },
        'A journey was not told of a return.',
      );
    });
  }

  private tell(id: string): Promise<void> {
    if (billIdentity(id)) return this.deductions.moved(id);
    return id.startsWith(CHANGE_PREFIX) ? this.changes.bankMoved(id) : this.journeys.bankMoved(id);
  }
}
