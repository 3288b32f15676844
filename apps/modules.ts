import { AccountsModule } from '#libs/accounts';
import { AdminModule } from '#libs/admin';
import { AvailabilityModule } from '#libs/availability';
import { BookingsModule } from '#libs/bookings';
import { CatalogModule } from '#libs/catalog';
import { IntakeModule } from '#libs/intake';
import { MatchingModule } from '#libs/matching';
import { MessagesModule } from '#libs/messages';
import { MentorsModule } from '#libs/mentors';
import { NotificationsModule } from '#libs/notifications';
import { PaymentsModule } from '#libs/payments';
import { PayoutsModule } from '#libs/payouts';
import { PrepaidModule } from '#libs/prepaid';
import { PrivacyModule } from '#libs/privacy';
import { ReviewsModule } from '#libs/reviews';
import { MetricsModule } from '#libs/metrics';
import { type Config, PlatformModule } from '#libs/platform';
import { WebhooksModule } from '#libs/webhooks';
import { migrations } from '../migrations/index.ts';

/** The whole monolith: API and worker are made of the same modules, so that every event has its handlers in both. */
export const modules = (process: string, config: Config) => [
  PlatformModule.forRoot({ process, config, migrations }),
  CatalogModule,
  AccountsModule,
  // The directory's `mentors/:idOrSlug` comes after every `mentors/me…`.
  PayoutsModule,
  MentorsModule,
  AvailabilityModule,
  PaymentsModule,
  PrepaidModule,
  BookingsModule,
  IntakeModule,
  // `mentors/:idOrSlug/reviews`, before the directory's `mentors/:idOrSlug`.
  ReviewsModule,
  MatchingModule,
  NotificationsModule,
  MessagesModule,
  WebhooksModule,
  PrivacyModule,
  MetricsModule,
  AdminModule,
];
