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

/** `part/whole` of an amount, rounded half to even, in integer arithmetic; the same for a debt as for a credit. */
export function shareOf(amount: number, part: number, whole: number): number {
  if (amount < 0) return -shareOf(-amount, part, whole);
  const [a, p, w] = [BigInt(amount), BigInt(part), BigInt(whole)];
  const quotient = (a * p) / w;
  const twice = ((a * p) % w) * 2n;
  const up = twice > w || (twice === w && quotient % 2n === 1n);
  return Number(up ? quotient + 1n : quotient);
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
