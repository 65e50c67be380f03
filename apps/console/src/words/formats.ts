/** An amount as the api tells it: in the smallest unit of its currency. */
export interface Amount {
  readonly currency: string;
  readonly minor: number;
}

/** How a reader's locale writes dates, money and names. */
export interface Formats {
  /** In the currency's own digits: 2 for USD, 0 for CLP, 3 for KWD. */
  readonly money: (amount: Amount) => string;
  /** Of an ISO instant. */
  readonly date: (instant: string) => string;
  readonly dateTime: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** Of a month such as `2024-05`. */
  readonly month: (month: string) => string;
  /** Of a card's last month such as `2031-12`: always month and year in digits, as cards print them. */
  readonly expiry: (month: string) => string;
  readonly region: (code: string) => string;
  readonly currency: (code: string) => string;
}

/** The formats of one locale. */
export function formatsOf(locale: string): Formats {
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
  return {
    money: ({ currency, minor }) => {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    date: (instant) => dates.format(new Date(instant)),
    dateTime: (instant) => moments.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
    month: (month) => months.format(new Date(`${month}-15T00:00:00Z`)),
    expiry: (month) => month.replace(/^\d\d(\d\d)-(\d\d)$/, '$2/$1'),
    region: (code) => regions.of(code) ?? code,
    currency: (code) => currencies.of(code) ?? code,
  };
}
