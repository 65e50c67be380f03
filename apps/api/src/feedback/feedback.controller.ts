import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { checkFeedback, FEEDBACK_ISSUES, giveFeedback } from '@onfile/domain';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import type { Clock } from '../http/clock';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { PersonalData } from '../personal-data';
import type { Secrecy } from '../secrecy';
import { CLOCK, PERSONAL_DATA, SECRECY, WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';

/** Longer than any comment may be, so that the rules can say by how much it is too long. */
const LONGEST_COMMENT = 4_000;

/** R43: what a person says of a page. */
export class GiveFeedbackDto extends createZodDto(
  z.strictObject({
    page: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .max(60),
    helpful: z.boolean().optional(),
    issues: z.array(z.enum(FEEDBACK_ISSUES)).max(FEEDBACK_ISSUES.length).optional(),
    comment: z.string().max(LONGEST_COMMENT).optional(),
  }),
) {}

/** It was taken. */
export class FeedbackTakenDto extends createZodDto(z.object({ taken: z.literal(true) })) {}

/** R43: did you find this page helpful? */
@ApiTags('feedback')
@Controller('v1/feedback')
export class FeedbackController {
  constructor(
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Post()
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'giveFeedback',
    summary: 'Say whether a page helped, what was wrong with it, or anything in 200 characters',
    description: '422 feedback-incomplete, feedback-empty, feedback-too-long (`limit`)',
  })
  @Answers(FeedbackTakenDto, 201)
  async give(
    @SignedIn() { subject }: Caller,
    @Body() { page, helpful, issues = [], comment }: GiveFeedbackDto,
    @Keyed() { commandId, body }: KeyedRequest,
  ): Promise<Answer<{ taken: true }>> {
    checkFeedback({ helpful, issues, comment });
    const at = this.now().toISOString();
    const sealed =
      comment === undefined ? undefined : await this.personalData.seal(subject, { comment: comment.trim() });
    const facts = giveFeedback({ helpful, issues, page, sealed }, at);
    const meta = { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at };
    const { position, repeated: hit } = await this.wallets.giveFeedback(subject, facts, meta);
    return new Answer({ taken: true }, { status: 201, position, hit });
  }
}
