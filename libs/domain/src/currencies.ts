import type { CurrencyCode } from './codes';

/** A currency that an account can be billed in. */
export interface Currency {
  /** ISO 4217. */
  readonly code: CurrencyCode;
  /** Digits after the point: 2 for USD, 0 for JPY, 3 for KWD. */
  readonly minorDigits: number;
  /** R24: the smallest amount that the card networks hold, in minor units. One whole unit is asked for at least anyway. */
  readonly networkMinimum: number;
}

/** Digits after the point by ISO 4217 where it is not two; CLF and UYW, units of account, have four. */
const UNUSUAL_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Network minimums in minor units. They change: keep them data. */
const OFFERED: Readonly<Record<CurrencyCode, number>> = {
  AED: 200,
  ARS: 50_000,
  AUD: 50,
  BDT: 10_000,
  BGN: 100,
  BHD: 200,
  BOB: 400,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CLP: 500,
  CNY: 400,
  COP: 200_000,
  CRC: 30_000,
  CZK: 1500,
  DKK: 250,
  DOP: 3000,
  EGP: 2500,
  EUR: 50,
  GBP: 30,
  GHS: 800,
  GTQ: 400,
  HKD: 400,
  HUF: 17_500,
  IDR: 800_000,
  ILS: 200,
  INR: 5000,
  ISK: 70,
  JOD: 500,
  JPY: 50,
  KES: 7000,
  KRW: 700,
  KWD: 200,
  KZT: 25_000,
  LKR: 16_000,
  MAD: 500,
  MOP: 400,
  MXN: 1000,
  MYR: 200,
  NGN: 80_000,
  NOK: 300,
  NZD: 50,
  OMR: 200,
  PEN: 200,
  PHP: 3000,
  PKR: 15_000,
  PLN: 200,
  PYG: 4000,
  QAR: 200,
  RON: 200,
  SAR: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  TND: 1500,
  TRY: 2000,
  TWD: 2000,
  USD: 50,
  UYU: 2000,
  VND: 13_000,
  XAF: 330,
  XOF: 330,
  ZAR: 1000,
};

/** Digits after the point of any ISO 4217 currency. */
export function minorDigits(code: CurrencyCode): number {
  const unusual = Object.entries(UNUSUAL_DIGITS).find(([, codes]) => codes.split(' ').includes(code));
  return unusual ? Number(unusual[0]) : 2;
}

/** The currencies on offer (R19, R41), by code. */
export const currencies: readonly Currency[] = Object.entries(OFFERED).map(([code, networkMinimum]) => ({
  code,
  minorDigits: minorDigits(code),
  networkMinimum,
}));

/** The currency of this code, or `undefined` if it is not offered. */
export function currencyOf(code: CurrencyCode): Currency | undefined {
  return currencies.find((currency) => currency.code === code);
}
