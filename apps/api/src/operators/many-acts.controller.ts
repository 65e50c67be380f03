import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import { ActOnMany, type ManyOutcome } from './act-on-many';
import * as dto from './many-acts.dto';

/** Acts on many journeys. */
@ApiTags('operations: journeys')
@Controller('v1/operations')
export class ManyActsController {
  constructor(private readonly acting: ActOnMany) {}

  @Post('journey-acts')
  @HttpCode(200)
  @Access('operator-write')
  @ApiOperation({
    operationId: 'actOnJourneys',
    summary: 'The same act on up to a hundred journeys; a journey that is refused does not keep the others',
    description:
      'Each under its key, the same as where it is asked for alone. Where a part is away: 503, and the same request goes on.',
  })
  @Answers(dto.ManyOutcomesDto, 200)
  act(
    @SignedIn() { subject: by }: Caller,
    @Body() { journeys, ...request }: dto.ManyActsDto,
  ): Promise<Answer<{ entries: ManyOutcome[] }>> {
    return this.acting.act({ by, ...request }, journeys);
  }
}
