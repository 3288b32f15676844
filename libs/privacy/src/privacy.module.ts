import { Module, type OnModuleInit } from '@nestjs/common';
import { BookingsModule } from '#libs/bookings';
import { Sweeps } from '#libs/platform';
import { PrepaidModule } from '#libs/prepaid';
import { PrivacyController } from './privacy.controller.ts';
import { PrivacyService } from './privacy.service.ts';

@Module({
  imports: [BookingsModule, PrepaidModule],
  controllers: [PrivacyController],
  providers: [PrivacyService],
})
export class PrivacyModule implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly privacy: PrivacyService,
  ) {}

  onModuleInit(): void {
    this.sweeps.register('mails of nobody', 600, () => this.privacy.forgetLeftOvers());
  }
}
