import { seeded } from '../seeded.ts';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { createDemoAccounts } from '#libs/accounts';
import { computeSlots, type Schedule } from '#libs/availability';
import { searchTextOf } from '#libs/mentors';
import { dataSourceOptions, decimalsOf } from '#libs/platform';
import { type DemoMentor, demoMentors } from './people.ts';

const PASSWORD = 'demo-password-1';
const DAY = 86_400_000;
const CANDIDATES = [
  'Kim Doe',
  'Lars Holm',
  'Maya Singh',
  'Noah Becker',
  'Aiko Sato',
  'Sam Rivera',
  'Leila Nasser',
  'Tom Baker',
];

interface SeededMentor extends DemoMentor {
  id: string;
  accountId: string;
  introId: string;
}

/** Fills an empty database with the demo marketplace. @returns false when it has mentors already */
export async function seedDemoData(databaseUrl: string): Promise<boolean> {
  const dataSource = await new DataSource(dataSourceOptions(databaseUrl, 2)).initialize();
  try {
    return await dataSource.transaction(async (tx) => {
      await tx.query('LOCK TABLE mentors IN SHARE ROW EXCLUSIVE MODE');
      const [present] = await tx.query<unknown[]>('SELECT 1 FROM mentors LIMIT 1');
      if (present) return false;
      await seed(tx);
      return true;
    });
  } finally {
    await dataSource.destroy();
  }
}

/** UUIDv7 with a fixed time and a seed: the same ids in every demo. */
function seededIds(): () => string {
  const random = seeded(7);
  let count = 0;
  return () =>
    v7({
      msecs: Date.UTC(2026, 10, 1) + count++,
      random: Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)),
      seq: 0,
    });
}

async function seed(tx: EntityManager): Promise<void> {
  const [now, nextId] = [new Date(), seededIds()];
  const candidates = CANDIDATES.map((name, i) => ({
    id: nextId(),
    name,
    email: i === 0 ? 'candidate@demo.test' : `${name.toLowerCase().replace(' ', '.')}@demo.test`,
    roles: ['candidate' as const],
    timeZone: i === 0 ? 'Asia/Tokyo' : 'UTC',
    ...(i === 0 && { password: PASSWORD }),
  }));
  const mentors = demoMentors().map((mentor): SeededMentor => ({
    ...mentor,
    id: nextId(),
    accountId: nextId(),
    introId: nextId(),
  }));
  const admin = {
    id: nextId(),
    name: 'Alex Admin',
    email: 'admin@demo.test',
    roles: ['candidate' as const, 'admin' as const],
    timeZone: 'UTC',
    password: PASSWORD,
  };
  const mentorAccounts = mentors.map(({ accountId, name, slug, timeZone }, i) => ({
    id: accountId,
    name,
    email: i === 0 ? 'mentor@demo.test' : `${slug}@demo.test`,
    roles: ['candidate' as const, 'mentor' as const],
    timeZone,
    ...(i === 0 && { password: PASSWORD }),
  }));
  await createDemoAccounts(tx, [admin, ...candidates, ...mentorAccounts], now);
  for (const mentor of mentors) await seedMentor(tx, mentor, nextId, now);
  for (const [i, mentor] of mentors.entries())
    if (i % 4 === 1) await seedIntro(tx, mentor, candidates[i % candidates.length]?.id ?? admin.id, nextId, now);
}

async function seedMentor(tx: EntityManager, mentor: SeededMentor, nextId: () => string, now: Date): Promise<void> {
  const columns = {
    id: mentor.id,
    account_id: mentor.accountId,
    state: 'published',
    slug: mentor.slug,
    display_name: mentor.name,
    headline: mentor.headline,
    bio: mentor.bio,
    time_zone: mentor.timeZone,
    region: mentor.region,
    languages: mentor.languages,
    specialties: mentor.specialties,
    rounds: mentor.rounds,
    segments: mentor.segments,
    history: mentor.history,
    years_of_experience: mentor.yearsOfExperience,
    policy: mentor.policy,
    rating_count: mentor.ratingCount,
    rating_sum: mentor.ratingSum,
    carried_rating_count: mentor.ratingCount,
    carried_rating_sum: mentor.ratingSum,
    sessions_completed: mentor.sessionsCompleted,
    weekly_minutes: 480,
    search_text: searchTextOf({ ...mentor, displayName: mentor.name }),
    links: [],
    conflict_companies: [],
    capacity: null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  await tx.query('INSERT INTO mentors SELECT * FROM jsonb_populate_record(NULL::mentors, $1)', [
    JSON.stringify(columns),
  ]);
  await seedOfferings(tx, mentor, nextId, now);
  await tx.query(
    `INSERT INTO schedules (id, mentor_id, time_zone, weekly_hours, slot_increment_minutes, minimum_notice_minutes, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      nextId(),
      mentor.id,
      mentor.timeZone,
      JSON.stringify(mentor.weeklyHours),
      mentor.slotIncrementMinutes,
      mentor.minimumNoticeMinutes,
      now,
    ],
  );
}

async function seedOfferings(tx: EntityManager, mentor: SeededMentor, nextId: () => string, now: Date): Promise<void> {
  const minor = (major: number): number => Math.round(major * 10 ** decimalsOf(mentor.currency));
  const whole = (major: number): number => minor(Math.round(major));
  const offerings: [
    id: string,
    kind: string,
    title: string,
    minutes: number,
    price: number,
    sessions?: number,
    trial?: boolean,
  ][] = [
    [mentor.introId, 'intro', 'Get to know each other', 20, 0],
    [nextId(), 'session', 'Coaching session, 60 minutes', 60, minor(mentor.price)],
    [nextId(), 'session', 'Full mock with written feedback, 90 minutes', 90, minor(mentor.price * 1.4)],
    [nextId(), 'package', 'Five sessions of 60 minutes', 60, whole(mentor.price * 4.5), 5],
    [nextId(), 'plan', 'Four sessions a month, first week free', 60, whole(mentor.price * 3.4), 4, true],
  ];
  for (const [id, kind, title, minutes, price, sessions = null, trial = false] of offerings) {
    await tx.query(
      'INSERT INTO offerings (id, mentor_id, kind, title, description, duration_minutes, price_amount, currency, created_at, sessions, trial) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [
        id,
        mentor.id,
        kind,
        title,
        'Over video, with notes afterwards.',
        minutes,
        price,
        mentor.currency,
        now,
        sessions,
        trial,
      ],
    );
  }
}

/** One free intro, confirmed, some days ahead, on a start the mentor really offers. */
async function seedIntro(
  tx: EntityManager,
  mentor: SeededMentor,
  candidateId: string,
  nextId: () => string,
  now: Date,
): Promise<void> {
  const schedule: Schedule = {
    timeZone: mentor.timeZone,
    weeklyHours: mentor.weeklyHours,
    slotIncrementMinutes: mentor.slotIncrementMinutes,
    slotPlacement: 'grid',
    travel: [],
    minimumNoticeMinutes: mentor.minimumNoticeMinutes,
    bookingHorizonDays: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    maxSessionsPerDay: null,
    maxSessionsPerWeek: null,
  };
  const from = now.getTime() + 3 * DAY;
  const [start] = computeSlots({
    schedule,
    overrides: new Map(),
    occupied: [],
    durationMinutes: 20,
    now: now.getTime(),
    from,
    to: from + 10 * DAY,
  });
  if (start === undefined) return;
  const [id, startsAt, endsAt, gapEnd] = [
    nextId(),
    new Date(start),
    new Date(start + 20 * 60_000),
    new Date(start + 30 * 60_000),
  ];
  await tx.query(
    `INSERT INTO occupied_time (id, person_id, role, kind, during, session_end, subject_id) VALUES
       ($1, $3, 'mentor', 'session', tstzrange($5, $7), $6, $8), ($2, $4, 'candidate', 'session', tstzrange($5, $6), $6, $8)`,
    [nextId(), nextId(), mentor.accountId, candidateId, startsAt, endsAt, gapEnd, id],
  );
  await tx.query(
    `INSERT INTO bookings (id, mentor_id, mentor_account_id, candidate_id, offering_id, offering_kind, offering, join_room, duration_minutes, state, starts_at, ends_at,
       time_zone, gap_minutes, price_amount, currency, fee_percent, policy, confirmed_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'intro', $6, $7, 20, 'confirmed', $8, $9, 'UTC', 10, 0, $10, 20, $11, $12, $12, $12)`,
    [
      id,
      mentor.id,
      mentor.accountId,
      candidateId,
      mentor.introId,
      JSON.stringify({ title: 'Get to know each other', description: '', requiresApproval: false }),
      id.replaceAll('-', ''),
      startsAt,
      endsAt,
      mentor.currency,
      mentor.policy,
      now,
    ],
  );
  await tx.query(
    `INSERT INTO booking_history (id, booking_id, at, to_state, event, by) VALUES ($1, $2, $3, 'confirmed', 'create', 'candidate')`,
    [nextId(), id, now],
  );
}
