import { createOnfileClient } from '@onfile/api-client';
import { noteServerTime } from '../../api/latest';

/** Operators have a session of their own: this header asks for its cookie, so that a customer's never counts here. */
const OPERATORS_HEADERS = { 'Onfile-Console': 'operations' } as const;

/** The api that has served this page, as operators reach it. */
export const operatorsApi = createOnfileClient({ baseUrl: '', headers: OPERATORS_HEADERS });

operatorsApi.use({
  onResponse({ response }) {
    noteServerTime(response.headers.get('Date'));
  },
});
