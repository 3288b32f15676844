import { seeded } from '../../apps/seeded.ts';
import { dataOf, type Schemas } from '#libs/client';
import { all, forEach, type Member, type World } from './world.ts';

type Booking = Schemas['BookingResponse'];

interface Mentor extends Member {
  mentorId: string;
  offeringId: string;
}
interface Candidate extends Member {
  intakeId: string;
  /** They have deleted their account, or were banned. */
  isGone: boolean;
}

const AT_ONCE = 6;
const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Kolkata', 'America/Los_Angeles'] as const;
const SPECIALTIES = ['ai-pm', 'fintech', 'infra', 'growth', 'platform', 'consumer'] as const;
const ROUNDS = ['product-sense', 'execution', 'behavioral', 'strategy', 'system-design', 'sql-data'] as const;
const GOALS = [
  'Stripe PM loop soon, weak on SQL and system design, behavioral is fine. About $500 a month.',
  'I want to move into an AI startup as a senior PM, never did an ai building round.',
  'Growth PM at a consumer company, product sense is my weak spot, evenings only.',
  'Meta IC5 loop, execution scares me, 5 hours a week.',
] as const;
const CARDS = { good: '4242424242424242', declined: '4000000000000002', disputed: '4000000000000259' } as const;
const DAY = 86_400;

/** A month of a marketplace: who comes, books, pays, moves, cancels, meets, complains, reviews, drawn from one seed. */
export class Life {
  readonly mentors: Mentor[] = [];
  readonly candidates: Candidate[] = [];
  private readonly random: () => number;
  private now = new Date();

  constructor(
    private readonly world: World,
    private readonly admin: Member,
    seed: number,
  ) {
    this.random = seeded(seed);
  }

  /** Mentors apply, are complete, submitted and published; most of them can be paid out. */
  async open(mentors: number): Promise<void> {
    this.now = await this.world.advance(0);
    await this.clear();
    const plans = Array.from({ length: mentors }, (_, n) => ({
      n,
      zone: this.pick(ZONES),
      specialties: this.some(SPECIALTIES, 1, 3),
      rounds: this.some(ROUNDS, 2, 4),
      price: 100 * (60 + Math.floor(this.random() * 120)),
      asks: this.chance(0.15),
      pays: this.chance(0.8),
      capacity: this.chance(0.3) ? 3 : null,
    }));
    await forEach(plans, AT_ONCE, async (plan) => {
      const person = await this.world.signUp(`Mentor ${plan.n}`, `mentor-${plan.n}@month.test`);
      const { api } = person;
      const bio = 'Product leader who has run more than a hundred loops on both sides of the table. '.repeat(3);
      const profile = {
        ...{
          displayName: person.name,
          headline: `Coach number ${plan.n}`,
          bio,
          timeZone: plan.zone,
          languages: ['en'],
        },
        ...{
          specialties: plan.specialties,
          rounds: plan.rounds,
          segments: ['fintech', 'big-tech'],
          capacity: plan.capacity,
        },
      };
      const { id } = await dataOf(api.POST('/v1/mentors', { body: profile }));
      const offering = await dataOf(
        api.POST('/v1/mentors/me/offerings', {
          body: {
            ...{ kind: 'session', title: 'A mock interview', durationMinutes: 60, requiresApproval: plan.asks },
            price: { amount: plan.price, currency: 'USD' },
          },
        }),
      );
      const hours = [{ start: '09:00', end: '18:00' }];
      const weekdays = { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours };
      await dataOf(
        api.PUT('/v1/mentors/me/schedule', {
          body: {
            timeZone: plan.zone,
            weeklyHours: { ...weekdays, saturday: [], sunday: [] },
            minimumNoticeMinutes: 600,
          },
        }),
      );
      await dataOf(api.POST('/v1/mentors/me/submit'));
      await dataOf(
        this.admin.api.POST('/v1/admin/mentors/{id}/publish', {
          params: { path: { id } },
          body: { reason: 'Identity and employment checked.' },
        }),
      );
      if (plan.pays) {
        const { onboardingUrl } = await dataOf(api.POST('/v1/mentors/me/payout-account', { body: {} }));
        const account = onboardingUrl.split('/').at(-1) ?? '';
        await this.world.post(`${this.world.sandbox}/sandbox/accounts/${account}/complete-onboarding`, {});
      }
      this.mentors.push({ ...person, mentorId: id, offeringId: offering.id });
    });
    this.mentors.sort((a, b) => a.email.localeCompare(b.email));
  }

  /** The demo's mentors, who would never answer anybody, are taken out. */
  private async clear(): Promise<void> {
    const { api } = this.admin;
    const demo = await all((query) =>
      api.GET('/v1/admin/mentors', { params: { query: { ...query, state: 'published' } } }),
    );
    const reason = 'Not part of this month.';
    for (const { id } of demo)
      await dataOf(api.POST('/v1/admin/mentors/{id}/suspend', { params: { path: { id } }, body: { reason } }));
  }

  /** One day: people come and act, then the clock moves on. */
  async day(newcomers: number): Promise<void> {
    const from = this.candidates.length;
    const people = Array.from({ length: newcomers }, (_, i) => ({
      n: from + i,
      goals: this.pick(GOALS),
      luck: this.random(),
    }));
    await forEach(people, AT_ONCE, (one) => this.arrive(one));
    this.candidates.sort((a, b) => a.email.localeCompare(b.email));
    const present = this.candidates.filter(({ isGone }) => !isGone).map((person) => ({ person, luck: this.random() }));
    await forEach(present, AT_ONCE, ({ person, luck }) => this.act(person, luck));
    const coaches = this.mentors.map((mentor) => ({ mentor, luck: this.random() }));
    await forEach(coaches, AT_ONCE, ({ mentor, luck }) => this.coach(mentor, luck));
    await this.moderate();
    this.now = await this.world.advance(DAY);
  }

  private async arrive({ n, goals, luck }: { n: number; goals: string; luck: number }): Promise<void> {
    const person = await this.world.signUp(`Candidate ${n}`, `candidate-${n}@month.test`);
    const interviewDate = new Date(this.now.getTime() + (10 + Math.floor(luck * 30)) * DAY * 1000)
      .toISOString()
      .slice(0, 10);
    const intake = await dataOf(
      person.api.POST('/v1/intakes', { body: { goals, interviewDate, timeZone: 'America/New_York' } }),
    );
    const candidate = { ...person, intakeId: intake.id, isGone: false };
    this.candidates.push(candidate);
    if (luck < 0.85) await this.findAndBook(candidate, luck);
  }

  /** Matches, one of the first three, held and paid; some cards are declined, some people think better of it. */
  private async findAndBook(candidate: Candidate, luck: number): Promise<void> {
    const path = { id: candidate.intakeId };
    const { data } = await dataOf(
      candidate.api.GET('/v1/intakes/{id}/matches', { params: { path, query: { limit: 5 } } }),
    );
    const match = data[Math.floor(luck * 1_000) % Math.max(1, Math.min(3, data.length))];
    const startsAt = match?.nextSlots[Math.floor(luck * 10_000) % 3] ?? match?.nextSlots[0];
    if (!match || startsAt === undefined) return;
    if (luck < 0.2)
      await this.world.tries(() =>
        dataOf(
          candidate.api.POST('/v1/threads', {
            body: { mentorId: match.mentor.id, text: 'Could we look at system design?', links: [] },
          }),
        ),
      );
    await this.book(candidate, match.offering.id, startsAt, luck);
  }

  private async book(candidate: Candidate, offeringId: string, startsAt: string, luck: number): Promise<void> {
    const body = { offeringId, startsAt, timeZone: 'America/New_York', intakeId: candidate.intakeId };
    const held = await this.world.tries(() => dataOf(candidate.api.POST('/v1/bookings', { body })));
    if (held?.state !== 'held' || luck < 0.06) return; // the hold lapses
    const page = await this.world.tries(() =>
      dataOf(candidate.api.POST('/v1/bookings/{id}/checkout', { params: { path: { id: held.id } }, body: {} })),
    );
    if (!page) return;
    if (luck < 0.12) await this.world.pay(page.checkoutUrl, CARDS.declined);
    if (luck < 0.08) return;
    await this.world.pay(page.checkoutUrl, luck > 0.83 && luck < 0.85 ? CARDS.disputed : CARDS.good);
  }

  private async act(candidate: Candidate, luck: number): Promise<void> {
    const { data } = await dataOf(candidate.api.GET('/v1/bookings', { params: { query: { limit: 10 } } }));
    for (const booking of data) await this.actOn(candidate, booking, (luck * 7 + data.indexOf(booking) * 0.37) % 1);
    const ahead = data.some(({ state }) => ['held', 'awaiting_mentor', 'confirmed'].includes(state));
    if (!ahead && luck > 0.8) await this.findAndBook(candidate, luck);
    if (luck > 0.997 && !ahead) {
      const gone = await this.world.tries(async () => {
        const { error, response } = await candidate.api.DELETE('/v1/me');
        return { isDone: error === undefined, status: response.status };
      });
      candidate.isGone = gone?.isDone ?? false;
    }
  }

  private async actOn({ api, intakeId }: Candidate, booking: Booking, luck: number): Promise<void> {
    const params = { path: { id: booking.id } };
    const { tries } = this;
    if (booking.state === 'confirmed' && Date.parse(booking.startsAt) > this.now.getTime()) {
      if (luck < 0.04) {
        const quote = await tries(() => dataOf(api.POST('/v1/bookings/{id}/cancellation-quotes', { params })));
        const body = { reason: 'Something came up.', quoteId: quote?.id ?? undefined };
        await tries(() => dataOf(api.POST('/v1/bookings/{id}/cancel', { params, body })));
      } else if (luck < 0.09) {
        const [slot] = await this.laterSlots(booking);
        if (slot !== undefined)
          await tries(() => dataOf(api.POST('/v1/bookings/{id}/reschedule', { params, body: { startsAt: slot } })));
      }
      return;
    }
    if (booking.replacementUntil !== null) await this.replace(api, booking, luck);
    const isRecent = this.now.getTime() - Date.parse(booking.endsAt) < DAY * 1000;
    if (booking.state === 'completed' && isRecent) {
      if (luck < 0.03) {
        const body = { absent: 'mentor' as const, text: 'Nobody came.' };
        await tries(() => dataOf(api.POST('/v1/bookings/{id}/claims', { params, body })));
      } else if (luck < 0.05) {
        const body = { bookingId: booking.id, reason: 'quality' as const, text: 'We only spoke for ten minutes.' };
        await tries(() => dataOf(api.POST('/v1/refund-cases', { body })));
      } else if (luck < 0.6) {
        const body = { rating: 3 + (Math.floor(luck * 1_000) % 3), text: 'Found the gap in ten minutes.', tags: [] };
        await tries(() => dataOf(api.POST('/v1/bookings/{id}/review', { params, body })));
      } else if (luck < 0.75) await tries(() => dataOf(api.POST('/v1/bookings/{id}/attended', { params })));
      if (luck > 0.9) {
        const body = { round: 'execution', result: 'passed' as const };
        await tries(() => dataOf(api.POST('/v1/intakes/{id}/outcomes', { params: { path: { id: intakeId } }, body })));
      }
    }
  }

  private async replace(api: Member['api'], booking: Booking, luck: number): Promise<void> {
    const params = { path: { id: booking.id } };
    const found = await this.tries(() => dataOf(api.GET('/v1/bookings/{id}/replacements', { params })));
    const [option] = found?.data ?? [];
    if (option && luck < 0.7) {
      const body = { mentorId: option.mentor.id, startsAt: option.startsAt };
      await this.tries(() => dataOf(api.POST('/v1/bookings/{id}/replacements', { params, body })));
    } else if (found && luck < 0.9)
      await this.tries(() => dataOf(api.POST('/v1/bookings/{id}/replacements/decline', { params })));
  }

  private async coach(mentor: Mentor, luck: number): Promise<void> {
    const { data } = await dataOf(mentor.api.GET('/v1/mentors/me/bookings', { params: { query: { limit: 20 } } }));
    for (const booking of data) await this.coachOn(mentor, booking, (luck * 11 + data.indexOf(booking) * 0.29) % 1);
    if (luck < 0.02) {
      await this.tries(() => dataOf(mentor.api.POST('/v1/mentors/me/pause')));
    } else if (luck < 0.5) {
      const { state } = await dataOf(mentor.api.GET('/v1/mentors/me'));
      if (state === 'paused') await this.tries(() => dataOf(mentor.api.POST('/v1/mentors/me/resume')));
    } else if (luck < 0.53)
      await dataOf(
        mentor.api.PATCH('/v1/mentors/me', { body: { headline: `Coach, in form ${Math.round(luck * 1e6)}` } }),
      );
  }

  private async coachOn({ api }: Mentor, booking: Booking, luck: number): Promise<void> {
    const params = { path: { id: booking.id } };
    const { tries } = this;
    if (booking.state === 'awaiting_mentor' && luck < 0.9)
      await tries(() =>
        luck < 0.8
          ? dataOf(api.POST('/v1/bookings/{id}/accept', { params }))
          : dataOf(api.POST('/v1/bookings/{id}/decline', { params, body: { reason: 'I am travelling.' } })),
      );
    const isAhead = Date.parse(booking.startsAt) > this.now.getTime();
    if (booking.state === 'confirmed' && isAhead && luck < 0.012)
      await tries(() => dataOf(api.POST('/v1/bookings/{id}/cancel', { params, body: { reason: 'I am ill.' } })));
    if (booking.claim?.state === 'open' && booking.claim.absent === 'mentor') {
      const body = luck < 0.5 ? { admit: true } : { admit: false, text: 'I was there the whole hour.' };
      await tries(() =>
        dataOf(api.POST('/v1/claims/{id}/answer', { params: { path: { id: booking.claim?.id ?? '' } }, body })),
      );
    }
    const isRecent = !isAhead && this.now.getTime() - Date.parse(booking.endsAt) < 2 * DAY * 1000;
    if (booking.state === 'completed' && isRecent && luck > 0.4) {
      const body = { rating: 4, text: 'Well prepared.', tags: [] };
      await tries(() => dataOf(api.POST('/v1/bookings/{id}/review', { params, body })));
    }
  }

  /** What waits for an admin is decided on the same day. */
  private async moderate(): Promise<void> {
    const { api } = this.admin;
    const reason = 'Looked at both sides.';
    const claims = await all((query) => api.GET('/v1/admin/claims', { params: { query } }));
    for (const { id } of claims) {
      const body = { outcome: this.chance(0.5) ? ('mentor' as const) : ('none' as const), reason };
      await this.tries(() => dataOf(api.POST('/v1/admin/claims/{id}/decide', { params: { path: { id } }, body })));
    }
    const cases = await all((query) => api.GET('/v1/admin/refund-cases', { params: { query } }));
    for (const { id, state } of cases.filter((one) => ['declined', 'escalated'].includes(one.state)))
      if (state)
        await this.tries(() =>
          dataOf(
            api.POST('/v1/admin/refund-cases/{id}/decide', {
              params: { path: { id } },
              body: { amount: 2_000, reason },
            }),
          ),
        );
    const changed = await all((query) =>
      api.GET('/v1/admin/mentors', { params: { query: { ...query, changed: true } } }),
    );
    for (const { id } of changed)
      await this.tries(() =>
        dataOf(api.POST('/v1/admin/mentors/{id}/approve-changes', { params: { path: { id } }, body: { reason } })),
      );
    const disputes = await all((query) =>
      api.GET('/v1/admin/disputes', { params: { query: { ...query, state: 'open' } } }),
    );
    for (const { stripeDisputeId } of disputes)
      if (this.chance(0.3))
        await this.world.post(`${this.world.sandbox}/sandbox/disputes/${stripeDisputeId}/close`, {
          status: this.chance(0.5) ? 'won' : 'lost',
        });
  }

  /** Free starts of the same offering, three days later. */
  private async laterSlots(booking: Booking): Promise<string[]> {
    const from = new Date(Date.parse(booking.startsAt) + 3 * DAY * 1000).toISOString();
    const to = new Date(Date.parse(from) + 4 * DAY * 1000).toISOString();
    const found = await this.tries(() =>
      dataOf(
        this.admin.api.GET('/v1/mentors/{id}/slots', {
          params: {
            path: { id: booking.mentor.id },
            query: { offeringId: booking.offering.id, from, to, timeZone: 'UTC' },
          },
        }),
      ),
    );
    return (found?.days ?? []).flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt));
  }

  private readonly tries = <T>(attempt: () => Promise<T>): Promise<T | undefined> => this.world.tries(attempt);
  private readonly pick = <T>(from: readonly T[]): T => from[Math.floor(this.random() * from.length)] as T;
  private readonly chance = (share: number): boolean => this.random() < share;

  private some<T>(from: readonly T[], least: number, most: number): T[] {
    const count = least + Math.floor(this.random() * (most - least + 1));
    return from.toSorted(() => this.random() - 0.5).slice(0, count);
  }
}
