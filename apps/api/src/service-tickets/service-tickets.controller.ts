import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccountEvent } from '@onfile/domain';
import { createHash } from 'node:crypto';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CHANGE_PREFIX } from '../card-validity-changes/changes';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import type { Clock } from '../http/clock';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Problem } from '../http/problem';
import { opaqueId } from '../http/shapes';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { PersonalData } from '../personal-data';
import type { Secrecy } from '../secrecy';
import type { Streams } from '../streams';
import { CLOCK, PERSONAL_DATA, SECRECY, STREAMS, WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';

/** R31: the entry of the history that help is asked for, and what the person wants to say of it. */
export class OpenTicketDto extends createZodDto(
  z.strictObject({ attemptId: opaqueId, message: z.string().max(2_000).optional() }),
) {}

/** The ticket's number. */
export class TicketOpenedDto extends createZodDto(z.object({ ticketId: z.string() })) {}

/** R31, X9: a service ticket out of an entry of Historical Cards, prefilled with its timeline and no card data. */
@ApiTags('payment methods')
@Controller('v1/service-tickets')
export class ServiceTicketsController {
  constructor(
    @Inject(STREAMS) private readonly streams: Streams,
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Post()
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'openServiceTicket',
    summary: 'Submit a service ticket about one attempt; its timeline goes along, no card data does',
    description: '404 not-found',
  })
  @Answers(TicketOpenedDto, 201)
  async open(
    @SignedIn() { subject }: Caller,
    @Body() { attemptId, message = '' }: OpenTicketDto,
    @Keyed() { commandId, body }: KeyedRequest,
  ): Promise<Answer<{ ticketId: string }>> {
    const isChange = attemptId.startsWith(CHANGE_PREFIX);
    const { state } = isChange ? await this.wallets.validityChange(attemptId) : await this.streams.journey(attemptId);
    if (state.status === 'none' || state.accountId !== subject) throw new Problem('not-found');
    const ticketId = `tkt_${createHash('sha256').update(commandId).digest('hex').slice(0, 16)}`;
    const sealed = await this.personalData.seal(subject, { message: message.trim() });
    const about = { stream: isChange ? 'cardValidityChange' : 'cardAddition', id: attemptId } as const;
    const meta = { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: this.now().toISOString() };
    const opened = (at: string): AccountEvent[] => [
      { type: 'ServiceTicketOpened', at, data: { ticketId, about }, sealed },
    ];
    const { position, repeated } = await this.streams.recordOnAccount(subject, meta, (_account, at) => opened(at));
    return new Answer({ ticketId }, { status: 201, position, hit: repeated });
  }
}
