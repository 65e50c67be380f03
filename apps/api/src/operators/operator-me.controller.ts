import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';

/** The operator who is signed in, and what they may do. */
export class OperatorMeDto extends createZodDto(z.object({ operator: z.string(), may: z.array(z.string()) })) {}

/** Tells operators who they are. */
@ApiTags('operations')
@Controller('v1/operations')
export class OperatorMeController {
  @Get('me')
  @Access('operator-read')
  @ApiOperation({ operationId: 'operatorMe', summary: 'Who is signed in, and what they may do' })
  @Answers(OperatorMeDto, 200)
  me(@SignedIn() { subject, scopes }: Caller): Answer<{ operator: string; may: readonly string[] }> {
    return new Answer({ operator: subject, may: scopes });
  }
}
