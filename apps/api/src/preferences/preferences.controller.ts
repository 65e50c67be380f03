import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { currenciesFor, currencyFor, type Account } from '@onfile/domain';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Answer } from '../http/answer';
import { Answers, NeedsIdempotencyKey } from '../http/answers';
import type { Clock } from '../http/clock';
import { Keyed, type KeyedRequest } from '../http/idempotency-key';
import { latestOf } from '../http/latest';
import { Problem } from '../http/problem';
import { currencyCode } from '../http/shapes';
import { Access } from '../identity/access';
import { SignedIn, type Caller } from '../identity/caller';
import type { Secrecy } from '../secrecy';
import { CLOCK, SECRECY, WALLETS } from '../tokens';
import type { Wallets } from '../wallet/wallets';

/** R41: the currency to save. */
export class ChooseCurrencyDto extends createZodDto(z.strictObject({ currency: currencyCode })) {}

/** The preferences of an account: its currency, and those it may choose, its region's own first. */
export class PreferencesDto extends createZodDto(
  z.object({ currency: z.string(), currencies: z.array(z.string()), unpaidBills: z.array(z.string()) }),
) {}

interface Preferences {
  readonly currency: string;
  readonly currencies: readonly string[];
  /** R42: while there are any, the currency stays. */
  readonly unpaidBills: readonly string[];
}

/** R41–42: My Account > Preferences. */
@ApiTags('accounts')
@Controller('v1/me/preferences')
export class PreferencesController {
  constructor(
    @Inject(WALLETS) private readonly wallets: Wallets,
    @Inject(SECRECY) private readonly secrecy: Secrecy,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get()
  @Access('customer')
  @ApiOperation({
    operationId: 'preferences',
    summary: 'My currency, and those to choose',
    description: '404 not-found',
  })
  @Answers(PreferencesDto, 200)
  async preferences(@SignedIn() { subject }: Caller): Promise<Answer<Preferences>> {
    const { account } = await this.wallets.read(subject);
    if (account.state.registered === undefined) throw new Problem('not-found');
    return new Answer(await this.shown(subject, account.state), { position: latestOf(account.facts) });
  }

  @Put('currency')
  @Access('customer')
  @NeedsIdempotencyKey()
  @ApiOperation({
    operationId: 'chooseCurrency',
    summary: 'Save my currency: of bills and holds from now on',
    description: '404 account-unknown, 409 bill-unpaid (`bills`), 422 currency-not-offered',
  })
  @Answers(PreferencesDto, 200)
  async save(
    @SignedIn() { subject }: Caller,
    @Body() { currency }: ChooseCurrencyDto,
    @Keyed() { commandId, body }: KeyedRequest,
  ): Promise<Answer<Preferences>> {
    const meta = { commandId, bodyHash: this.secrecy.bodyHash(commandId, body), at: this.now().toISOString() };
    const { account, position, repeated: hit } = await this.wallets.chooseCurrency(subject, currency, meta);
    return new Answer(await this.shown(subject, account), { position, hit });
  }

  private async shown(accountId: string, account: Account): Promise<Preferences> {
    const { unpaidBills } = await this.wallets.debts(accountId, this.now().toISOString());
    return {
      currency: currencyFor(account),
      currencies: currenciesFor(account.registered?.region ?? ''),
      unpaidBills,
    };
  }
}
