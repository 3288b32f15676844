import { seeded } from '../seeded.ts';
import type { Schedule } from '#libs/availability';
import type { Position } from '#libs/mentors';

/** Sixty believable mentors, made from tables with a seed: the same ones every time. */

export interface DemoMentor {
  name: string;
  slug: string;
  headline: string;
  bio: string;
  timeZone: string;
  region: string;
  languages: string[];
  specialties: string[];
  rounds: string[];
  segments: string[];
  history: Position[];
  yearsOfExperience: number;
  policy: 'flexible' | 'standard' | 'strict';
  ratingCount: number;
  ratingSum: number;
  sessionsCompleted: number;
  weeklyHours: Schedule['weeklyHours'];
  minimumNoticeMinutes: number;
  slotIncrementMinutes: number;
  currency: string;
  /** Major units for a session of 60 minutes. */
  price: number;
}

const PLACES: [timeZone: string, region: string, language: string, currency: string][] = [
  ['America/Los_Angeles', 'us-sf', 'en', 'USD'],
  ['America/New_York', 'us-nyc', 'en', 'USD'],
  ['Europe/London', 'europe', 'en', 'USD'],
  ['Asia/Kolkata', 'apac', 'hi', 'USD'],
  ['America/Los_Angeles', 'us-seattle', 'en', 'USD'],
  ['Europe/Berlin', 'europe', 'de', 'EUR'],
  ['Asia/Singapore', 'sea', 'zh', 'USD'],
  ['America/Toronto', 'canada', 'fr', 'USD'],
  ['Asia/Tokyo', 'apac', 'ja', 'JPY'],
  ['America/Sao_Paulo', 'latam', 'pt', 'USD'],
  ['Australia/Sydney', 'apac', 'en', 'USD'],
  ['Europe/Paris', 'europe', 'fr', 'EUR'],
  ['Asia/Dubai', 'mea', 'ar', 'USD'],
  ['America/Chicago', 'us-other', 'es', 'USD'],
  ['Africa/Lagos', 'mea', 'en', 'USD'],
  ['Asia/Jerusalem', 'mea', 'he', 'USD'],
  ['Europe/London', 'europe', 'en', 'GBP'],
  ['Asia/Kolkata', 'apac', 'ta', 'INR'],
  ['America/Mexico_City', 'latam', 'es', 'USD'],
  ['Asia/Seoul', 'apac', 'ko', 'USD'],
];

const NAMES =
  'Ada Okafor,Ben Whitfield,Carla Mendes,Deepa Raghavan,Elias Brandt,Fatima Al-Sayed,Grace Lindqvist,Hiro Tanabe,Ines Duarte,Jonas Keller,Kavya Nair,Liam Donovan,Mei Ling Tan,Noam Avidan,Olivia Hart,Pedro Salgado,Quinn Mercer,Rania Haddad,Sven Aalto,Tara Bhatt,Uma Krishnan,Victor Osei,Wendy Zhao,Xavier Roche,Yuki Mori,Zoe Papadakis,Arjun Mehta,Bianca Ferri,Chidi Eze,Daria Novak,Emre Yildiz,Freya Olsen,Gabriel Costa,Hana Suzuki,Isaac Stern,Julia Weiss,Kofi Mensah,Lena Petrova,Marco Vitale,Nadia Rahman,Oscar Lund,Priya Deshpande,Rafael Ortiz,Sofia Marin,Tomas Havel,Usha Iyer,Valerie Chen,William Blake Ross,Ximena Rojas,Yara Costa,Zainab Bello,Andrew Feng,Bridget Malone,Caleb Stone,Diego Fuentes,Elena Sorokina,Farid Karimi,Giulia Conti,Henry Okoye,Ivy Nakamura'.split(
    ',',
  );

interface Kind {
  segment: string;
  specialties: string[];
  rounds: string[];
  companies: string[];
  pitch: string;
}

const KINDS: Kind[] = [
  {
    segment: 'fintech',
    specialties: ['fintech'],
    rounds: ['system-design', 'sql-data', 'domain-depth', 'execution'],
    companies: ['Stripe', 'Plaid', 'Adyen', 'Revolut', 'Wise'],
    pitch: 'payments, risk and the system design behind them',
  },
  {
    segment: 'ai-native',
    specialties: ['ai-pm'],
    rounds: ['ai-building', 'product-sense', 'system-design', 'execution'],
    companies: ['OpenAI', 'Anthropic', 'Cohere', 'Mistral', 'Perplexity'],
    pitch: 'shipping LLM products and saying what they cost',
  },
  {
    segment: 'big-tech',
    specialties: ['consumer', 'platform'],
    rounds: ['product-sense', 'execution', 'behavioral', 'system-design'],
    companies: ['Google', 'Meta', 'Amazon', 'Microsoft', 'Apple'],
    pitch: 'big-tech loops from the hiring side',
  },
  {
    segment: 'ai-infra-devtools',
    specialties: ['infra', 'devtools'],
    rounds: ['system-design', 'ai-building', 'domain-depth', 'sql-data'],
    companies: ['Datadog', 'Vercel', 'Databricks', 'Snowflake', 'GitHub'],
    pitch: 'platforms engineers love and their trade-offs',
  },
  {
    segment: 'consumer',
    specialties: ['growth', 'consumer'],
    rounds: ['product-sense', 'execution', 'strategy', 'sql-data'],
    companies: ['Airbnb', 'Spotify', 'Netflix', 'Uber', 'Duolingo'],
    pitch: 'growth, experiments and product sense',
  },
  {
    segment: 'enterprise-saas',
    specialties: ['enterprise-saas', 'platform'],
    rounds: ['strategy', 'behavioral', 'execution', 'domain-depth'],
    companies: ['Salesforce', 'Workday', 'SAP', 'ServiceNow', 'Atlassian'],
    pitch: 'stakeholders, pricing and enterprise strategy',
  },
  {
    segment: 'consumer',
    specialties: ['marketplace'],
    rounds: ['product-sense', 'strategy', 'execution', 'behavioral'],
    companies: ['DoorDash', 'Etsy', 'Instacart', 'Booking.com', 'Grab'],
    pitch: 'two-sided products, liquidity and trust',
  },
  {
    segment: 'non-tech',
    specialties: ['healthcare'],
    rounds: ['behavioral', 'strategy', 'domain-depth', 'product-sense'],
    companies: ['Mayo Clinic', 'Pfizer', 'Siemens', 'Kaiser Permanente', 'Bosch'],
    pitch: 'product work in regulated, non-tech companies',
  },
  {
    segment: 'early-startup',
    specialties: ['growth', 'ai-pm'],
    rounds: ['product-sense', 'ai-building', 'strategy', 'execution'],
    companies: ['Series A startup', 'seed startup', 'Glean', 'ElevenLabs', 'Runway'],
    pitch: 'being the first product manager',
  },
  {
    segment: 'mid-market',
    specialties: ['platform', 'marketplace'],
    rounds: ['sql-data', 'execution', 'product-sense', 'behavioral'],
    companies: ['Gusto', 'Toast', 'Procore', 'Squarespace', 'Zillow'],
    pitch: 'analytical depth without the FAANG theatre',
  },
];

const WEEKS: Schedule['weeklyHours'][] = [
  {
    monday: [{ start: '18:00', end: '21:00' }],
    tuesday: [{ start: '18:00', end: '21:00' }],
    thursday: [{ start: '18:00', end: '21:00' }],
    saturday: [{ start: '10:00', end: '13:00' }],
  },
  {
    monday: [{ start: '09:00', end: '12:00' }],
    wednesday: [
      { start: '09:00', end: '12:00' },
      { start: '14:00', end: '17:00' },
    ],
    friday: [{ start: '09:00', end: '12:00' }],
  },
  {
    tuesday: [{ start: '07:00', end: '09:30' }],
    thursday: [{ start: '07:00', end: '09:30' }],
    saturday: [{ start: '09:00', end: '15:00' }],
    sunday: [{ start: '09:00', end: '12:00' }],
  },
  {
    monday: [
      { start: '12:00', end: '14:00' },
      { start: '19:00', end: '22:00' },
    ],
    wednesday: [{ start: '19:00', end: '22:00' }],
    friday: [{ start: '12:00', end: '16:00' }],
  },
  {
    wednesday: [{ start: '17:30', end: '21:30' }],
    thursday: [{ start: '17:30', end: '21:30' }],
    sunday: [{ start: '16:00', end: '20:00' }],
  },
];

const TITLES = ['Product Manager', 'Senior Product Manager', 'Group Product Manager', 'Director of Product'];
const RATES: Record<string, number> = { USD: 1, EUR: 0.95, GBP: 0.8, INR: 40, JPY: 120 };

/** Every demo mentor, in order. */
export function demoMentors(): DemoMentor[] {
  const random = seeded(2026);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  return NAMES.map((name, i): DemoMentor => {
    const kind = KINDS[i % KINDS.length] as Kind;
    const second = KINDS[(i * 7 + 3) % KINDS.length] as Kind;
    const [timeZone, region, language, currency] = PLACES[
      (i * 3 + Math.floor(i / KINDS.length)) % PLACES.length
    ] as (typeof PLACES)[number];
    const years = 5 + Math.floor(random() * 14);
    const [now, before] = [kind.companies[(i + Math.floor(i / 10)) % 5] as string, second.companies[i % 5] as string];
    const title = TITLES[Math.min(3, Math.floor(years / 5))] as string;
    const ratingCount = i % 9 === 4 ? Math.floor(random() * 4) : 6 + Math.floor(random() * 70);
    const price = Math.round((60 + random() * 120 + years * 3) / 5) * 5;
    const rounds = [...new Set([...kind.rounds, pick(second.rounds)])];
    return {
      name,
      slug: name.toLowerCase().replace(/[^a-z]+/g, '-'),
      headline: `${title} at ${now}, ex-${before}: ${kind.pitch}`,
      bio: `I am ${name.split(' ')[0]}, ${title} at ${now} with ${years} years in product, before that at ${before}. I have sat on both sides of the table and coach ${kind.pitch}. We start from your own interview date: one honest mock, then the two or three things that would have cost you the offer, practised until they hold. You leave each session with written notes and one exercise, no slides, no pressure.`,
      timeZone,
      region,
      languages: [...new Set(['en', language])],
      specialties: kind.specialties,
      rounds,
      segments: [...new Set([kind.segment, second.segment])],
      history: [
        { company: now, title, segment: kind.segment, from: 2026 - Math.ceil(years / 2), to: null },
        {
          company: before,
          title: 'Product Manager',
          segment: second.segment,
          from: 2026 - years,
          to: 2026 - Math.ceil(years / 2),
        },
      ],
      yearsOfExperience: years,
      policy: pick(['flexible', 'standard', 'standard', 'strict']),
      ratingCount,
      ratingSum: Math.round(ratingCount * Math.min(5, 4.2 + random() * 0.8)),
      sessionsCompleted: ratingCount * 2 + Math.floor(random() * 20),
      weeklyHours: pick(WEEKS),
      minimumNoticeMinutes: pick([240, 720, 1440]),
      slotIncrementMinutes: pick([30, 30, 60]),
      currency,
      price: price * (RATES[currency] ?? 1),
    };
  });
}
