import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { holdAmount } from '@onfile/domain';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import type { RatesNow } from '../bills/bills';
import { Answer } from '../http/answer';
import { Answers } from '../http/answers';
import { currencyCode } from '../http/shapes';
import { Unavailable } from '../http/unavailable';
import { Access } from '../identity/access';
import { RATES } from '../tokens';

/** Which currency a request is about. */
export class CurrencyParamsDto extends createZodDto(z.strictObject({ currency: currencyCode })) {}

/** One US dollar in a currency, at the rate of now: what a hold taken now would be. */
export class HoldAmountDto extends createZodDto(
  z.object({ amount: z.object({ currency: z.string(), minor: z.int() }), rate: z.string(), asOf: z.string() }),
) {}

/** R3, R20, R24: what the $1 is, told before it is taken. The hold itself records the rate that it took. */
@ApiTags('reference')
@Controller('v1/reference/hold-amounts')
export class HoldAmountController {
  constructor(@Inject(RATES) private readonly rates: RatesNow) {}

  /** @throws {Refusal} currency-not-offered. @throws {Unavailable} where no rate is published */
  @Get(':currency')
  @Access('everybody')
  @ApiOperation({
    operationId: 'holdAmount',
    summary: 'What the $1 is in a currency, before it is taken',
    description: '422 currency-not-offered, 503 try-again-later',
  })
  @Answers(HoldAmountDto, 200)
  async amount(@Param() { currency }: CurrencyParamsDto): Promise<Answer<HoldAmountDto>> {
    const rate = (await this.rates.of([currency]))[currency];
    if (rate === undefined) throw new Unavailable('rates');
    return new Answer({ amount: holdAmount(rate).amount, rate: rate.rate, asOf: rate.asOf });
  }
}
