import { attachStack } from '@onfile/infra';
import { Bank } from '../driver/bank';
import { Onfile } from '../driver/onfile';

/** The stack that the specs of this room share. */
const shared = () => {
  const data = process.env['ONFILE_TEST_STACK'];
  const stack = data === undefined ? undefined : attachStack(data);
  if (!stack) throw new Error('the stack of these specs does not run');
  return stack;
};

/** The bank of the stack. */
export const bank = (): Bank => new Bank(shared().urls.bank, shared().apiKeys.bank);
/** Onfile as the host platform and its customers reach it. */
export const onfile = (): Onfile => new Onfile(shared().urls.api, bank());
/** Where the stack's event log is. */
export const sharedLog = (): string => shared().urls.eventLog;
