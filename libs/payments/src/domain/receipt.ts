import { formatMoney } from '#libs/platform';

/** Everything a receipt says; minor units. */
export interface ReceiptFacts {
  number: string;
  paidAt: Date;
  payer: string;
  payerMail: string;
  timeZone: string;
  locale: string;
  currency: string;
  /** How it was paid: `checkout`, `invoice`, `balance`. */
  method: string;
  parts: {
    description: string;
    price: number;
    fee: number;
    promo: number;
    credit: number;
    prepaid: number;
    tax: number;
  }[];
  refunds: { at: Date; amount: number; to: string }[];
}

/** One row: words and an amount. A row of `strong` is a sum. */
export interface ReceiptRow {
  words: string;
  amount: string;
  strong?: boolean;
}

const REFUNDED_TO: Readonly<Record<string, string>> = {
  card: 'to the card',
  credit: 'as credit',
  prepaid: 'as a session',
};

/** The rows of a receipt, from the price to what was paid and given back. */
export function receiptRows(facts: ReceiptFacts): ReceiptRow[] {
  const money = (amount: number): string => formatMoney({ amount, currency: facts.currency }, facts.locale);
  const day = new Intl.DateTimeFormat(facts.locale, { dateStyle: 'medium', timeZone: facts.timeZone });
  const sum = (of: (part: ReceiptFacts['parts'][number]) => number): number =>
    facts.parts.reduce((total, part) => total + of(part), 0);
  const [promo, credit, prepaid, tax] = [
    sum((p) => p.promo),
    sum((p) => p.credit),
    sum((p) => p.prepaid),
    sum((p) => p.tax),
  ];
  const paid = sum((part) => part.price) - promo - credit - prepaid + tax;
  const refunded = facts.refunds.reduce((total, { amount }) => total + amount, 0);
  const optional = (words: string, amount: number): ReceiptRow[] =>
    amount === 0 ? [] : [{ words, amount: money(amount) }];
  return [
    ...facts.parts.map(({ description, price }) => ({ words: description, amount: money(price) })),
    ...optional(
      'of which platform fee',
      sum((part) => part.fee),
    ),
    ...optional('Promo code', -promo),
    ...optional('Paid with a package or plan', -prepaid),
    ...optional('Paid with credit', -credit),
    ...optional('Tax', tax),
    {
      words: facts.method === 'balance' ? 'Paid by card' : `Paid by card on ${day.format(facts.paidAt)}`,
      amount: money(paid),
      strong: true,
    },
    ...facts.refunds.map(({ at, amount, to }) => ({
      words: `Refunded ${REFUNDED_TO[to] ?? ''} on ${day.format(at)}`,
      amount: money(-amount),
    })),
    ...(refunded > 0 ? [{ words: 'After refunds', amount: money(paid - refunded), strong: true }] : []),
  ];
}
