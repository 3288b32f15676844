import { All, Body, Controller, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentAccount, IfMatch, Operation, type Principal, RateLimits } from '#libs/platform';
import {
  ConsentResponse,
  ConsentsResponse,
  GiveConsent,
  MeResponse,
  SignedIn,
  SignInRequest,
  SignUpRequest,
  UpdateMe,
} from './accounts.dto.ts';
import { AccountsService } from './accounts.service.ts';
import { ConsentsService } from './consents.service.ts';
import { AuthService } from './auth.service.ts';

const SIGNED_IN = { token: 'kq3…', user: { id: '0197f0a2-…', name: 'Kim Doe', email: 'kim@example.com' } };
const ME = {
  id: '0197f0a2-…',
  name: 'Kim Doe',
  email: 'kim@example.com',
  roles: ['candidate'],
  timeZone: 'Asia/Tokyo',
  locale: 'en',
  preferences: {},
  version: 1,
};
const CONSENT = { purpose: 'terms', version: '2026-11-01', given: true, at: '2027-01-10T12:00:00.000Z' };

@ApiTags('Accounts')
@Controller('v1')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly auth: AuthService,
    private readonly consents: ConsentsService,
    private readonly rates: RateLimits,
  ) {}

  @Post('auth/sign-up/email')
  @HttpCode(200)
  @ApiResponse({ status: 200, type: SignedIn })
  @Operation({
    summary: 'Make an account and sign in',
    audience: 'public',
    rate: 'sign-up',
    errors: ['already_exists'],
    idempotency: 'own',
    example: {
      request: { name: 'Kim Doe', email: 'kim@example.com', password: 'correct-horse-battery' },
      response: SIGNED_IN,
    },
  })
  async signUp(
    @Body() _body: SignUpRequest,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.auth.handle(request, reply);
  }

  @Post('auth/sign-in/email')
  @HttpCode(200)
  @ApiResponse({ status: 200, type: SignedIn })
  @Operation({
    summary: 'Sign in with mail address and password',
    audience: 'public',
    rate: 'sign-in',
    errors: ['unauthenticated'],
    idempotency: 'own',
    example: { request: { email: 'candidate@demo.test', password: 'demo-password-1' }, response: SIGNED_IN },
  })
  async signIn(@Body() body: SignInRequest, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.rates.takeSignIn(request.ip, body.email, reply);
    await this.auth.handle(request, reply);
  }

  @Post('auth/sign-out')
  @HttpCode(200)
  @Operation({
    summary: 'End this session',
    audience: 'account',
    idempotency: 'natural',
    example: { response: { success: true } },
  })
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.auth.handle(request, reply);
  }

  /** Password reset, mail verification, sessions: the auth library's own routes. */
  @All('auth/*')
  @ApiExcludeEndpoint()
  @Operation({
    summary: 'Other routes of the auth library',
    audience: 'public',
    rate: 'sign-in',
    idempotency: 'own',
    example: {},
  })
  async others(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { email } = (request.body ?? {}) as { email?: unknown };
    if (typeof email === 'string') await this.rates.takeSignIn(request.ip, email, reply); // nobody is flooded with mails
    await this.auth.handle(request, reply);
  }

  @Get('me/consents')
  @Operation({
    summary: 'What I agreed to and when, and what waits for my word',
    audience: 'account',
    idempotency: 'safe',
    example: { response: { data: [CONSENT], nextCursor: null, missing: ['privacy'] } },
  })
  listConsents(@CurrentAccount() account: Principal): Promise<ConsentsResponse> {
    return this.consents.list(account.accountId);
  }

  @Post('me/consents')
  @Operation({
    summary: 'Agree to the text in force of a purpose, or take it back',
    audience: 'account',
    idempotency: 'key',
    example: { request: { purpose: 'terms', given: true }, response: CONSENT },
  })
  consent(@CurrentAccount() account: Principal, @Body() { purpose, given }: GiveConsent): Promise<ConsentResponse> {
    return this.consents.record(account.accountId, purpose, given);
  }

  @Get('me')
  @Operation({ summary: 'My account', audience: 'account', idempotency: 'safe', example: { response: ME } })
  me(@CurrentAccount() account: Principal): Promise<MeResponse> {
    return this.accounts.me(account.accountId);
  }

  @Patch('me')
  @Operation({
    summary: 'Change my name, time zone, language or preferences',
    audience: 'account',
    errors: ['version_conflict'],
    idempotency: 'natural',
    example: { request: { timeZone: 'Asia/Tokyo' }, response: { ...ME, version: 2 } },
  })
  update(
    @CurrentAccount() account: Principal,
    @Body() body: UpdateMe,
    @IfMatch() version: number | null,
  ): Promise<MeResponse> {
    return this.accounts.update(account.accountId, body, version);
  }
}
