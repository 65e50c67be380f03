import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { opaqueId } from '../http/shapes';

/** What the bank's page puts on the way back: which journey it was. Anything else it says is dropped unread. */
export class BankReturnQueryDto extends createZodDto(z.object({ session: opaqueId })) {}
