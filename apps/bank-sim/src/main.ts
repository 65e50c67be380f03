import { destination, pino } from 'pino';
import { BankSettingsError, readBankSettings } from './settings';
import { startBank } from './start-bank';
import { BooksRefused } from './store/open-store';

/** Characters that wait where nothing can be written, as on a full disk; what comes after them is dropped. */
const MOST_WAITING = 1_000_000;
const stdout = destination({ dest: 1, sync: true, maxLength: MOST_WAITING });
stdout.on('error', () => undefined); // a log that can not be written is no reason to end
const log = pino({ name: 'bank-sim' }, stdout);

/** Runs the bank until it is told to stop. Ends with 1 when it can not open, or can not close in order. */
async function main(): Promise<void> {
  const bank = await startBank(readBankSettings(process.env), { log });
  const stop = (): void => {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    bank.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'the bank could not close in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const known = error instanceof BankSettingsError || error instanceof BooksRefused;
  log.fatal(known ? { code: error.code } : { err: error }, known ? error.message : 'the bank could not open');
  process.exit(1);
});
