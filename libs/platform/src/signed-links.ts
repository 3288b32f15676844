import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from './config.ts';

/**
 * Links that work from a mail without signing in: `/v1/<page>/<part>.<part>.<signature>`. Whoever has the link is taken for
 * whom it was made for, on that one page and for those parts only.
 */
@Injectable()
export class SignedLinks {
  constructor(private readonly config: Config) {}

  urlOf(page: string, parts: readonly string[]): string {
    return `${this.config.publicUrl}/v1/${page}/${parts.join('.')}.${this.sign(page, parts)}`;
  }

  /** The parts of a token of this page; null when we did not make it. */
  read(page: string, token: string): string[] | null {
    const parts = token.split('.');
    const [given, expected] = [Buffer.from(parts.pop() ?? ''), Buffer.from(this.sign(page, parts))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? parts : null;
  }

  private sign(page: string, parts: readonly string[]): string {
    const words = [page, ...parts].join(':');
    return createHmac('sha256', this.config.authSecret).update(words).digest('base64url').slice(0, 32);
  }
}
