/** The pretend bank as a library: for suites that run it in their own process. Its interface is in README.md. */
export { startBank, type BankExtras, type RunningBank } from './start-bank';
export { readBankSettings, BankSettingsError, type BankSettings } from './settings';
export { BooksRefused } from './store/open-store';
