import { PlatformAndAccounts1764000000000 } from './1764000000000-platform-and-accounts.ts';
import { Catalog1764000100000 } from './1764000100000-catalog.ts';
import { MentorsAndAvailability1764000200000 } from './1764000200000-mentors-and-availability.ts';
import { PaymentsAndBookings1764000300000 } from './1764000300000-payments-and-bookings.ts';
import { IntakeAndNotifications1764000400000 } from './1764000400000-intake-and-notifications.ts';
import { SchedulesAndCalendars1764500000000 } from './1764500000000-schedules-and-calendars.ts';
import { SessionLife1764500100000 } from './1764500100000-session-life.ts';
import { Settlement1764700000000 } from './1764700000000-settlement.ts';
import { PromosAndPrepaid1764700100000 } from './1764700100000-promos-and-prepaid.ts';
import { Knowledge1764900000000 } from './1764900000000-knowledge.ts';
import { Reviews1764900100000 } from './1764900100000-reviews.ts';
import { Messages1764900200000 } from './1764900200000-messages.ts';
import { Webhooks1764900300000 } from './1764900300000-webhooks.ts';
import { MentorSlugs1764900400000 } from './1764900400000-mentor-slugs.ts';
import { Notifications1764900500000 } from './1764900500000-notifications.ts';
import { Standing1764900600000 } from './1764900600000-standing.ts';
import { MetricsAndKeys1764900700000 } from './1764900700000-metrics-and-keys.ts';
import { ConsentsAndRetention1764900800000 } from './1764900800000-consents-and-retention.ts';

/** Every migration, in order. */
export const migrations = [
  PlatformAndAccounts1764000000000,
  Catalog1764000100000,
  MentorsAndAvailability1764000200000,
  PaymentsAndBookings1764000300000,
  IntakeAndNotifications1764000400000,
  SchedulesAndCalendars1764500000000,
  SessionLife1764500100000,
  Settlement1764700000000,
  PromosAndPrepaid1764700100000,
  Knowledge1764900000000,
  Reviews1764900100000,
  Messages1764900200000,
  Webhooks1764900300000,
  MentorSlugs1764900400000,
  Notifications1764900500000,
  Standing1764900600000,
  MetricsAndKeys1764900700000,
  ConsentsAndRetention1764900800000,
];
