import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountParamsDto } from '../accounts/accounts.dto';
import type { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { Access } from '../identity/access';
import { ViewAsOf, type WalletAsOf } from './view-as-of';
import { AsOfQueryDto, WalletAsOfDto } from './wallet.dto';

/** The cards of an account, as operators look at them. */
@ApiTags('operations')
@Controller('v1/operations/accounts')
export class WalletOperationsController {
  constructor(private readonly asOf: ViewAsOf) {}

  @Get(':accountId/wallet')
  @Access('operator-read', 'operator-write')
  @ApiOperation({
    operationId: 'viewAccountWallet',
    summary: "An account's cards, and whether it could subscribe, now or at any past moment",
    description: '404 not-found',
  })
  @Answers(WalletAsOfDto, 200)
  wallet(@Param() { accountId }: AccountParamsDto, @Query() { at }: AsOfQueryDto): Promise<Answer<WalletAsOf>> {
    return this.asOf.of(accountId, at);
  }
}
