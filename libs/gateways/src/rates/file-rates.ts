import { readFile } from 'node:fs/promises';
import { rateFrom, ratesTable } from './rates-table';
import type { ExchangeRates } from './port';

/** Rates from a JSON file, read anew at each question so that an operator can replace it. */
export function fileRates(path: string): ExchangeRates {
  return {
    async rateTo(currency) {
      return rateFrom(ratesTable.parse(JSON.parse(await readFile(path, 'utf8'))), currency);
    },
  };
}
