import { Body, Controller, Get, Headers, HttpCode, Post, Query, Redirect } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../identity/access';
import { RETURNED_PATH } from '../pages/pages.controller';
import { BankReturnQueryDto } from './bank-return.dto';
import { NoteBankMove } from './note-bank-move';

/** What comes from the bank's side. None of it is believed: it only makes the journey ask the bank (R29, S12). */
@ApiTags('card network')
@Controller('v1')
export class CardNetworkController {
  constructor(private readonly moves: NoteBankMove) {}

  @Post('card-network/notices')
  @HttpCode(204)
  @Access('everybody')
  @ApiOperation({
    operationId: 'receiveCardNetworkNotice',
    summary: 'A notice of the card gateway, signed by the Standard Webhooks scheme',
    description: '401 notice-refused',
  })
  @ApiNoContentResponse({ description: 'Taken; a repeat is taken too and changes nothing.' })
  async notice(@Headers() headers: Record<string, string | undefined>, @Body() rawBody: unknown): Promise<void> {
    await this.moves.ofNotice(headers, rawBody);
  }

  @Get('bank-return')
  @Access('everybody')
  @Redirect(RETURNED_PATH, 303)
  @ApiOperation({ operationId: 'returnFromBank', summary: 'Where the bank page sends the browser back to' })
  @ApiResponse({ status: 303, description: 'On to the page to go back from. The same, whatever was sent.' })
  async returned(@Query() { session }: BankReturnQueryDto): Promise<{ url: string }> {
    await this.moves.ofBrowser(session);
    return { url: `${RETURNED_PATH}?journey=${encodeURIComponent(session)}` };
  }
}
