import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, isId } from '#libs/platform';

/** Links to receipts that work from a mail, without signing in: whoever has the link may read that one receipt. */
@Injectable()
export class ReceiptLinks {
  constructor(private readonly config: Config) {}

  urlOf(paymentId: string): string {
    return `${this.config.publicUrl}/v1/receipts/${paymentId}.${this.sign(paymentId)}`;
  }

  /** The payment a token is for; null when it is nobody's. */
  read(token: string): string | null {
    const [id = '', signature = ''] = token.split('.');
    if (!isId(id)) return null;
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.sign(id))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
  }

  private sign(paymentId: string): string {
    return createHmac('sha256', this.config.authSecret).update(`receipt:${paymentId}`).digest('base64url').slice(0, 32);
  }
}
