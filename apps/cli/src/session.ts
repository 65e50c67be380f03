import { answered, createOnfileClient, type OnfileClient } from '@onfile/api-client';
import { UsageError } from './exit-codes';

/** Where Onfile is, and as whom. */
export interface SessionSettings {
  readonly url?: string;
  readonly token?: string;
  /** Name of the operator at a local stack. */
  readonly operator: string;
}

/** The api as this operator. At a local stack the sign-in needs no password; elsewhere a token is asked for. */
export async function openSession(settings: SessionSettings, may: 'read' | 'write' | 'approve'): Promise<OnfileClient> {
  const { url: baseUrl, token, operator } = settings;
  if (baseUrl === undefined) throw new UsageError('Where is Onfile? Give --url or ONFILE_URL.');
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl))
    throw new UsageError(`${baseUrl} is no address such as http://127.0.0.1:8080`);
  if (token !== undefined) return createOnfileClient({ baseUrl, token: () => token });
  const door = createOnfileClient({ baseUrl });
  const { accessToken } = await answered(door.POST('/dev/sign-in', { body: { operator, may } }));
  return createOnfileClient({ baseUrl, token: () => accessToken });
}
