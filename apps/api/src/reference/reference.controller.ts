import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { currencies, industries, regions } from '@onfile/domain';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { Access } from '../identity/access';

/** Where an account can be registered: the calling code of its numbers and the currency of an Individual (D12). */
export class RegionsDto extends createZodDto(
  z.object({
    regions: z.array(
      z.object({ code: z.string(), callingCode: z.string(), currency: z.string(), language: z.string() }),
    ),
  }),
) {}

/** The fixed list of industries (R17–19). */
export class IndustriesDto extends createZodDto(z.object({ industries: z.array(z.string()) })) {}

/** Currencies that an account can be billed in. `minorDigits`: digits after the point. */
export class CurrenciesDto extends createZodDto(
  z.object({ currencies: z.array(z.object({ code: z.string(), minorDigits: z.int() })) }),
) {}

/** Fixed lists that a form is filled from. */
@ApiTags('reference')
@Controller('v1/reference')
export class ReferenceController {
  @Get('regions')
  @Access('everybody')
  @ApiOperation({ operationId: 'listRegions', summary: 'Regions, with calling code and default currency' })
  @ZodResponse({ status: 200, type: RegionsDto })
  regions(): RegionsDto {
    return { regions: [...regions] };
  }

  @Get('industries')
  @Access('everybody')
  @ApiOperation({ operationId: 'listIndustries', summary: 'Industries to choose from' })
  @ZodResponse({ status: 200, type: IndustriesDto })
  industries(): IndustriesDto {
    return { industries: [...industries] };
  }

  @Get('currencies')
  @Access('everybody')
  @ApiOperation({ operationId: 'listCurrencies', summary: 'Currencies to be billed in, with their digits' })
  @ZodResponse({ status: 200, type: CurrenciesDto })
  currencies(): CurrenciesDto {
    return { currencies: currencies.map(({ code, minorDigits }) => ({ code, minorDigits })) };
  }
}
