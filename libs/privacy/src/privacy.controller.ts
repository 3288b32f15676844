import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, Operation, type Principal } from '#libs/platform';
import { PersonalDataExport } from './privacy.dto.ts';
import { PrivacyService } from './privacy.service.ts';

const EXPORT = {
  exportedAt: '2027-01-20T12:00:00.000Z',
  account: [{ id: '0197f0a2-…', name: 'Kim Doe', email: 'kim@example.com' }],
  ...{
    intakes: [],
    bookings: [],
    refundCases: [],
    prepaid: [],
    payments: [],
    reviews: [],
    messages: [],
    mentorProfile: [],
    notifications: [],
    mails: [],
  },
};

/** What we know of a person, for that person. */
@ApiTags('Accounts')
@Controller('v1/me')
export class PrivacyController {
  constructor(private readonly privacy: PrivacyService) {}

  @Get('export')
  @Operation({
    summary: 'Everything about me',
    audience: 'account',
    idempotency: 'safe',
    example: { response: EXPORT },
  })
  export(@CurrentAccount() account: Principal): Promise<PersonalDataExport> {
    return this.privacy.export(account);
  }

  @Delete()
  @HttpCode(204)
  @Operation({
    summary: 'Delete my account: what is ahead is cancelled by its policy, then nobody knows me any more',
    audience: 'account',
    errors: ['invalid_state', 'busy'],
    idempotency: 'natural',
    example: {},
  })
  erase(@CurrentAccount() account: Principal): Promise<void> {
    return this.privacy.erase(account);
  }
}
