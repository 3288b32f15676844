import { Injectable } from '@nestjs/common';
import PDFDocument from 'pdfkit';
import { AccountsService } from '#libs/accounts';
import { Database, notFound, rows, SignedLinks } from '#libs/platform';
import { type ReceiptFacts, type ReceiptRow, receiptRows } from './domain/receipt.ts';
import { PaymentEntity } from './payments.entities.ts';
import { PaymentsRepository } from './payments.repository.ts';

const SELLER = 'Mentor Sessions';

/** A receipt for each payment, as a page and as PDF; both say the same rows. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly database: Database,
    private readonly repository: PaymentsRepository,
    private readonly accounts: AccountsService,
    private readonly links: SignedLinks,
  ) {}

  /** @throws Problem `not_found` when the link is nobody's */
  async html(token: string): Promise<string> {
    const facts = await this.facts(token);
    const lines = receiptRows(facts)
      .map(
        ({ words, amount, strong }) =>
          `<tr${strong ? ' class="sum"' : ''}><td>${escape(words)}</td><td>${escape(amount)}</td></tr>`,
      )
      .join('');
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Receipt ${escape(facts.number)}</title><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f5f8;color:#1a2233}main{max-width:36rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:12px}
h1{font-size:1.3rem;margin:0 0 1rem}table{width:100%;border-collapse:collapse}td{padding:.5rem .2rem;border-bottom:1px solid #e3e7ee}td:last-child{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.sum td{font-weight:650}.note{color:#525c70;font-size:.9rem}a{color:#3b34c4}
</style></head><body><main><h1>Receipt</h1><p class="note">${escape(headOf(facts).join(' · '))}</p><table>${lines}</table><p><a href="${escape(`${token}/pdf`)}">Save as PDF</a></p></main></body></html>`;
  }

  async pdf(token: string): Promise<Buffer> {
    const facts = await this.facts(token);
    const payer = winAnsi(facts.payer).includes('?') ? facts.payerMail : facts.payer; // a name in letters the font has not
    return toPdf(headOf({ ...facts, payer }), receiptRows(facts));
  }

  private async facts(token: string): Promise<ReceiptFacts> {
    const tx = this.database.manager;
    const id = this.links.read('receipts', token)?.[0];
    const payment = id && (await tx.findOneBy(PaymentEntity, { id }));
    if (!payment || payment.state !== 'succeeded' || payment.succeededAt === null) throw notFound('receipt');
    const payer = (await this.accounts.people(tx, [payment.payerId])).get(payment.payerId);
    const parts = await this.repository.allocations(tx, payment.id);
    const refunds = await rows<{ at: Date; amount: number; to: string }>(
      tx,
      `SELECT updated_at AS at, amount + tax_amount AS amount, destination AS to FROM refunds
       WHERE payment_id = $1 AND state = 'succeeded' AND destination <> 'promo' ORDER BY id`,
      [payment.id],
    );
    return {
      number: payment.id.slice(-12).toUpperCase(),
      paidAt: payment.succeededAt,
      payer: payer?.name ?? '',
      payerMail: payer?.email ?? '',
      timeZone: payer?.timeZone ?? 'UTC',
      locale: payer?.locale ?? 'en',
      currency: payment.currency,
      method: payment.method,
      parts: parts.map((part) => ({
        description: parts.length > 1 ? `${payment.description}, part ${parts.indexOf(part) + 1}` : payment.description,
        ...{ price: part.amount, fee: Math.max(0, part.feeAmount), promo: part.promoAmount },
        ...{ credit: part.creditAmount, prepaid: part.prepaidAmount, tax: part.taxAmount },
      })),
      refunds,
    };
  }
}

const headOf = ({ number, payer, paidAt, timeZone, locale }: ReceiptFacts): string[] => [
  SELLER,
  `No. ${number}`,
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(paidAt),
  payer,
];

function toPdf(head: string[], lines: ReceiptRow[]): Promise<Buffer> {
  return new Promise((done, failed) => {
    const document = new PDFDocument({ size: 'A4', margin: 56, info: { Title: 'Receipt' } });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => done(Buffer.concat(chunks)));
    document.on('error', failed);
    document.fontSize(18).text('Receipt').moveDown(0.5).fontSize(10);
    for (const line of head) document.text(winAnsi(line));
    document.moveDown(1.5).fontSize(11);
    const width = document.page.width - 112;
    for (const { words, amount, strong } of lines) {
      document.font(strong ? 'Helvetica-Bold' : 'Helvetica');
      const top = document.y;
      document.text(winAnsi(words), 56, top, { width: width * 0.7 });
      const below = document.y;
      document.text(winAnsi(amount), 56 + width * 0.7, top, { width: width * 0.3, align: 'right' });
      document.y = Math.max(below, document.y) + 6;
    }
    document.end();
  });
}

/** PDF's built-in fonts know Latin letters only (WinAnsi); what they do not know is written as its currency code or `?`. */
const SIGNS: Readonly<Record<string, string>> = {
  '₹': 'INR ',
  '₩': 'KRW ',
  '₪': 'ILS ',
  '￥': 'JPY ',
  '\u00a0': ' ',
  '\u202f': ' ',
  '−': '-',
};
const winAnsi = (text: string): string =>
  text.replace(/[^\u0020-\u00ff€–—‘’“”•…]/g, (sign) => SIGNS[sign] ?? '?').replaceAll('\u00a0', ' ');

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
