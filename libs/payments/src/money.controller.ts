import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAccount, Operation, type Principal } from '#libs/platform';
import { CreditService } from './credit.service.ts';
import { CreditResponse } from './money.dto.ts';
import { ReceiptsService } from './receipts.service.ts';

const USD = (amount: number) => ({ amount, currency: 'USD' });

/** What a candidate has here, and receipts of what they paid. */
@ApiTags('Money')
@Controller('v1')
export class MoneyController {
  constructor(
    private readonly credit: CreditService,
    private readonly receipts: ReceiptsService,
  ) {}

  @Get('me/credit')
  @Operation({
    summary: 'My credit by currency, and what made it',
    audience: 'account',
    idempotency: 'safe',
    example: {
      response: {
        balances: [USD(1200)],
        movements: [{ at: '2027-01-10T12:03:00.000Z', kind: 'credit_granted', amount: USD(1200) }],
      },
    },
  })
  async myCredit(@CurrentAccount() account: Principal): Promise<CreditResponse> {
    const { balances, movements } = await this.credit.view(account.accountId);
    return { balances, movements: movements.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })) };
  }

  @Get('receipts/:token/pdf')
  @ApiProduces('application/pdf')
  @Operation({
    summary: 'The receipt behind a link as PDF',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: '%PDF-1.3 …' },
  })
  async pdf(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.receipts.pdf(token);
    await reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="receipt.pdf"',
        'cache-control': 'no-store',
      })
      .send(file);
  }

  @Get('receipts/:token')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @ApiProduces('text/html')
  @Operation({
    summary: 'The receipt behind a link: what was paid, tax, refunds',
    audience: 'public',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: '<!doctype html>…' },
  })
  html(@Param('token') token: string): Promise<string> {
    return this.receipts.html(token);
  }
}
