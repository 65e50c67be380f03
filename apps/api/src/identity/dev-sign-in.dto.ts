import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { emailText, opaqueId } from '../http/shapes';
import { unionDto } from '../http/union-dto';

const asCustomer = z.strictObject({ accountId: opaqueId });
const asCustomerByEmail = z.strictObject({ email: emailText });
const asOperator = z.strictObject({ operator: opaqueId, may: z.enum(['read', 'write', 'approve']) });
const asService = z.strictObject({ service: opaqueId });

const devSignIn = z.union([asCustomer, asCustomerByEmail, asOperator, asService]);

/**
 * Who to sign in as, on one machine and without a password: a customer, an operator, or the host platform. By email only
 * those who were registered at `/dev/accounts`.
 */
export const DevSignInDto = unionDto('DevSignInDto', devSignIn);
export type DevSignInDto = z.infer<typeof devSignIn>;

const token = {
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresAt: z.iso.datetime(),
};

/** A bearer token. */
export class TokenDto extends createZodDto(z.object(token)) {}
