import { Inject, Injectable } from '@nestjs/common';
import { checkPersonalInformation, type JourneyView, type PersonalInformation } from '@onfile/domain';
import type { Answer } from '../http/answer';
import type { PersonalData } from '../personal-data';
import { PERSONAL_DATA } from '../tokens';
import type { GiveInformationDto } from './card-additions.dto';
import { Steps, type StepRequest } from './steps';

/** R17–20: Next, with the account information. Names and addresses are sealed here and never opened by the rules. */
@Injectable()
export class GiveInformation {
  constructor(
    private readonly steps: Steps,
    @Inject(PERSONAL_DATA) private readonly personalData: PersonalData,
  ) {}

  /** @throws {Refusal} also `information-invalid` with the field */
  take(request: StepRequest, body: GiveInformationDto): Promise<Answer<JourneyView>> {
    const { accountId } = request;
    const { accountType, industry } = body;
    return this.steps.take(request, {
      command: async () => ({
        type: 'GiveInformation',
        accountType,
        industry,
        ...(body.accountType === 'enterprise' ? { currency: body.currency } : {}),
        sealed: await this.personalData.seal(accountId, fieldsOf(checkPersonalInformation(accountType, body))),
      }),
    });
  }
}

/** What is sealed: the checked fields. The account type stands in the fact itself. */
const fieldsOf = ({ accountType: _known, ...fields }: PersonalInformation): Readonly<Record<string, string>> => fields;
