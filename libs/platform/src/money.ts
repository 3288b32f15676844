/** Integer minor units of an ISO 4217 currency (cents, yen, fils); never floats. */
export interface Money {
  amount: number;
  currency: string;
}

/**
 * Minor units per major unit as a power of ten, from Stripe's documentation "Currencies"
 * (zero- and three-decimal ones; every other supported currency has two decimals).
 */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
    (c) => [c, 0],
  ),
  ...['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((c) => [c, 3]),
]) as Record<string, number>;

/** Currencies an offering may be priced in. */
export const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CAD',
  'AUD',
  'INR',
  'SGD',
  'CHF',
  'BRL',
  'ILS',
  'AED',
  'JPY',
  'KRW',
  'KWD',
] as const;

/** How many decimals a currency's major unit has: USD 2, JPY 0, KWD 3. */
export const decimalsOf = (currency: string): number => DIGITS[currency.toUpperCase()] ?? 2;

/** The smallest amount that can be charged or sent on: three-decimal amounts end in 0 ("Currencies"). */
export const stepOf = (currency: string): number => (decimalsOf(currency) === 3 ? 10 : 1);

/**
 * The least a card can be charged, minor units, from Stripe's documentation "Currencies" (minimum charge amounts); where
 * none is listed there, a little more than its general rule of about 0.50 USD.
 */
const MINIMUMS: Readonly<Record<string, number>> = {
  ...{ USD: 50, EUR: 50, GBP: 30, CAD: 50, AUD: 50, INR: 50, SGD: 50, CHF: 50, BRL: 50, AED: 200, JPY: 50 },
  ...{ ILS: 200, KRW: 800, KWD: 200 },
};

export const minimumCharge = (currency: string): number => MINIMUMS[currency.toUpperCase()] ?? 100;

/** `part/whole` of an amount, rounded half to even to multiples of `step`, in integers; the same for a debt as for a credit. */
export function shareOf(amount: number, part: number, whole: number, step = 1): number {
  if (amount < 0) return -shareOf(-amount, part, whole, step);
  const [a, p, w, s] = [BigInt(amount), BigInt(part), BigInt(whole), BigInt(step)];
  const quotient = (a * p) / (w * s);
  const twice = ((a * p) % (w * s)) * 2n;
  const up = twice > w * s || (twice === w * s && quotient % 2n === 1n);
  return Number((up ? quotient + 1n : quotient) * s);
}

/** A price as people read it, e.g. `$120.00` or `¥9,000`, in the given locale. */
export function formatMoney({ amount, currency }: Money, locale = 'en'): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
