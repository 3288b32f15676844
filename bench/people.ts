import { seeded } from '../apps/seeded.ts';
import { type Schedule } from '#libs/availability';
import { CATALOG, RUBRIC_VERSION, rubricOf } from '#libs/catalog';
import type { Answers } from '#libs/intake';
import type { PublishedMentor } from '#libs/mentors';

export const rubric = rubricOf(RUBRIC_VERSION, CATALOG);

const slugs = (words: { slug: string }[]): string[] => words.map(({ slug }) => slug);
const [ROUNDS, SEGMENTS, SPECIALTIES] = [slugs(rubric.rounds), slugs(rubric.segments), slugs(rubric.specialties)];
const LANGUAGES = ['en', 'en', 'en', 'en', 'de', 'hi', 'es', 'fr', 'pt', 'ja'];
const ZONES = [
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
];
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const some = <T>(random: () => number, from: readonly T[], least: number, most: number): T[] => {
  const count = least + Math.floor(random() * (most - least + 1));
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0] as T);
};

/** Mentor number `n`, always the same. */
export function mentorAt(n: number): PublishedMentor {
  const random = seeded(n + 1);
  const hex = (value: number, digits: number): string => Math.floor(value).toString(16).padStart(digits, '0');
  const ratingCount = random() < 0.2 ? Math.floor(random() * 5) : 5 + Math.floor(random() * 120);
  const stars = 4 + random() * 0.95;
  return {
    id: `0197f0a1-${hex(n / 65_536, 4)}-7${hex(random() * 4_096, 3)}-8000-${hex(random() * 2 ** 32, 8)}${hex(n % 65_536, 4)}`,
    rounds: some(random, ROUNDS, 2, 5),
    segments: some(random, SEGMENTS, 1, 3),
    specialties: some(random, SPECIALTIES, 1, 3),
    languages: [...new Set(['en', pick(random, LANGUAGES)])].slice(random() < 0.08 ? 1 : 0),
    region: pick(random, slugs(rubric.regions)),
    history: some(random, rubric.companies, 1, 4).map(({ name, segment }, i) => ({
      company: name,
      title: 'PM',
      segment,
      from: 2010,
      to: i === 0 ? null : 2020,
    })),
    conflictCompanies: random() < 0.05 ? [pick(random, rubric.companies).name] : [],
    isFull: false,
    ratingCount,
    ratingSum: Math.round(ratingCount * stars),
    sessionsCompleted: Math.floor(ratingCount * (1 + random() * 2)),
    prices: [['USD', 1_000 * (3 + Math.floor(random() * random() * 25))]],
  };
}

/** When mentor number `n` takes sessions: some hours on two to six days, in one of eight zones. */
export function scheduleAt(n: number): Schedule {
  const random = seeded(n * 7 + 3);
  const hours = () => {
    const start = 7 + Math.floor(random() * 12);
    return [
      {
        start: `${String(start).padStart(2, '0')}:00`,
        end: `${String(Math.min(23, start + 2 + Math.floor(random() * 4))).padStart(2, '0')}:00`,
      },
    ];
  };
  return {
    timeZone: pick(random, ZONES),
    weeklyHours: Object.fromEntries(some(random, DAYS, 2, 6).map((day) => [day, hours()])),
    ...{
      slotIncrementMinutes: 60,
      slotPlacement: 'grid',
      travel: [],
      minimumNoticeMinutes: 720,
      bookingHorizonDays: 60,
    },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 10, maxSessionsPerDay: 4, maxSessionsPerWeek: null },
  };
}

/** What candidate number `n` told, always the same; `now`: epoch ms. */
export function answersAt(n: number, now: number): Answers {
  const random = seeded(n * 13 + 5);
  const rounds = some(random, ROUNDS, 1, 5);
  const day = (ahead: number): string => new Date(now + ahead * 86_400_000).toISOString().slice(0, 10);
  return {
    segments: some(random, SEGMENTS, 1, 2),
    targetCompanies: random() < 0.7 ? some(random, rubric.companies, 1, 2).map(({ name }) => name) : [],
    avoidEmployers: random() < 0.3 ? [pick(random, rubric.companies).name] : [],
    specialties: random() < 0.5 ? some(random, SPECIALTIES, 1, 2) : [],
    languages: random() < 0.5 ? [pick(random, LANGUAGES)] : [],
    confidence: Object.fromEntries(rounds.map((round) => [round, 1 + Math.floor(random() * 4)])),
    ...(random() < 0.7 && { interviewDate: day(7 + Math.floor(random() * 70)) }),
    ...(random() < 0.7 && {
      budget: { amount: 1_000 * (6 + Math.floor(random() * 20)), currency: 'USD', per: 'session' as const },
    }),
    timeZone: pick(random, ZONES),
    preferredHours:
      random() < 0.5
        ? [
            pick(random, [
              { weekdays: [1, 2, 3, 4, 5], start: '18:00', end: '21:00' },
              { weekdays: [6, 7], start: '09:00', end: '18:00' },
              { weekdays: [2, 4], start: '07:00', end: '10:00' },
            ]),
          ]
        : [],
  };
}
