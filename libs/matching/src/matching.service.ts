import { Injectable } from '@nestjs/common';
import { type Answers, IntakeService, type OpenIntake } from '#libs/intake';
import { MentorsRepository, MentorsService, type OfferingEntity, toCard, toOffering } from '#libs/mentors';
import { Clock, formatMoney, type Money, notFound, type Principal } from '#libs/platform';
import type { MentorIndex } from './domain/mentor-index.ts';
import { PREVIEW_WEEKS, previewOf } from './domain/preview.ts';
import { filterOf, FILTERS, type LookAtTimes, rank, removedBy, type TimeFit } from './domain/ranking.ts';
import { concessionsOf, filterText, type Relaxation, relaxationsOf } from './domain/relaxations.ts';
import { FULL_TIME_SLOTS, type MatchWish, scoreOf } from './domain/score.ts';
import { COUNTED_DAYS, countWithin, firstAtOrAfter, preferredStretches } from './domain/times.ts';
import { AHEAD_DAYS, Market } from './market.service.ts';
import type { MatchDto, MatchesResponse, NoMatches, PreviewResponse, WhyResponse } from './matching.dto.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SHOWN_SLOTS = 3;
/** How far down the list a mentor's place is told. */
const DEEPEST_PLACE = 100;

/** Mentors ranked for an intake, with the reasons as numbers and words. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly intakes: IntakeService,
    private readonly market: Market,
    private readonly mentors: MentorsRepository,
    private readonly profiles: MentorsService,
    private readonly clock: Clock,
  ) {}

  /** The best mentors for an intake; where there are none, why, and the smallest change that finds some. */
  async matches(
    intakeId: string,
    reader: Principal | null,
    token: string | undefined,
    limit: number,
  ): Promise<MatchesResponse> {
    const intake = await this.intakes.open(intakeId, reader, token);
    const index = await this.market.mentorsNow();
    const placed = await rank(index, wishOf(intake), this.timesFor(index, intake.answers), limit);
    const data = await this.present(
      index,
      intake,
      placed.map(({ id }) => id),
    );
    if (data.length > 0) await this.intakes.noteMatched(intake);
    return {
      data,
      considered: index.size,
      ...(data.length === 0 && { empty: await this.whyNone(index, intake) }),
    };
  }

  /** Where one mentor stands for an intake, or what keeps them out, and what would change that. @throws Problem `not_found` */
  async why(
    intakeId: string,
    mentorId: string,
    reader: Principal | null,
    token: string | undefined,
  ): Promise<WhyResponse> {
    const intake = await this.intakes.open(intakeId, reader, token);
    const mentor = await this.profiles.published(mentorId);
    const index = await this.market.mentorsNow();
    const placeFor = async (answers: Answers): Promise<number | null> => {
      const placed = await rank(index, wishOf({ ...intake, answers }), this.timesFor(index, answers), DEEPEST_PLACE);
      const place = placed.findIndex(({ id }) => id === mentor.id);
      return place < 0 ? null : place + 1;
    };
    const place = await placeFor(intake.answers);
    const [excludedBy, changes] = await Promise.all([
      this.excludedBy(index, intake, mentor.id),
      this.changesFor(intake, place, placeFor, await this.cheapestOf(index, mentor.id, intake.answers)),
    ]);
    const [match] = await this.present(index, intake, [mentor.id], true);
    if (!match) throw notFound('session of this mentor');
    return { ...match, place, excludedBy, changes };
  }

  /** The first month with one mentor. @throws Problem `not_found` */
  async preview(
    intakeId: string,
    mentorId: string,
    reader: Principal | null,
    token: string | undefined,
  ): Promise<PreviewResponse> {
    const intake = await this.intakes.open(intakeId, reader, token);
    const mentor = await this.profiles.published(mentorId);
    const { answers, readiness, rubric } = intake;
    const row = (await this.market.mentorsNow()).ids.find(mentor.id);
    const rows = row < 0 ? [] : [row];
    const [offer] = [
      ...(await this.market.offersOf(rows, isWithin(answers))),
      ...(await this.market.offersOf(rows, () => true)),
    ];
    if (!offer) throw notFound('session of this mentor');
    const { offering, starts, earliest } = offer;
    const now = this.clock.now().getTime();
    const until = untilOf(answers, now);
    const { weeks, totalCost, totalHours } = previewOf({
      ...{ answers, readiness, rubric, coached: mentor.rounds },
      offering: { ...offering, price: offering.priceAmount },
      starts: starts.subarray(firstAtOrAfter(starts, earliest), firstAtOrAfter(starts, Math.floor(until / MINUTE))),
      preferred: preferredStretches(answers, now, PREVIEW_WEEKS * 7),
      now: Math.floor(now / MINUTE),
      daysLeft: daysLeft(answers, now),
    });
    return {
      weeks: weeks.map((week) => ({
        ...week,
        sessions: week.sessions.map((one) => ({ ...one, startsAt: new Date(one.startsAt * MINUTE).toISOString() })),
      })),
      totalCost: { amount: totalCost, currency: offering.currency },
      totalHours,
    };
  }

  /** How calendars are looked at for these answers: the cheapest suitable session's free starts before the interview. */
  private timesFor(index: MentorIndex, answers: Answers): LookAtTimes {
    const now = this.clock.now().getTime();
    const until = Math.floor(untilOf(answers, now) / MINUTE);
    const stretches = preferredStretches(answers, now, COUNTED_DAYS).map(
      ([from, to]) => [from, Math.min(to, until)] as const,
    );
    return async (rows) => {
      const fits = new Map<number, TimeFit>();
      for (const { row, starts, earliest } of await this.market.offersOf(rows, isWithin(answers))) {
        const soonest = starts[firstAtOrAfter(starts, earliest)];
        if (soonest !== undefined && soonest < until)
          fits.set(row, { soonest, slots: countWithin(starts, stretches, FULL_TIME_SLOTS, earliest) });
      }
      return fits;
    };
  }

  /** Mentors as they are shown; the score is worked out from the same facts the texts are made of. `anyPrice`: out of budget too. */
  private async present(
    index: MentorIndex,
    intake: OpenIntake,
    ids: readonly string[],
    anyPrice = false,
  ): Promise<MatchDto[]> {
    if (ids.length === 0) return [];
    const { answers } = intake;
    const now = this.clock.now().getTime();
    const until = Math.floor(untilOf(answers, now) / MINUTE);
    const stretches = preferredStretches(answers, now, COUNTED_DAYS).map(
      ([from, to]) => [from, Math.min(to, until)] as const,
    );
    const cards = new Map((await this.mentors.cards(ids)).map((card) => [card.id, card]));
    const rows = ids.map((id) => index.ids.find(id)).filter((row) => row >= 0);
    const [suitable, any] = [
      await this.market.offersOf(rows, isWithin(answers)),
      anyPrice ? await this.market.offersOf(rows, () => true) : [],
    ];
    const offers = new Map([...any, ...suitable].map((offer) => [offer.offering.mentorId, offer]));
    return ids.flatMap((id) => {
      const [card, offer] = [cards.get(id), offers.get(id)];
      if (!card || !offer) return [];
      const { offering, starts, earliest } = offer;
      const slots = countWithin(starts, stretches, FULL_TIME_SLOTS, earliest);
      const parts = scoreOf({ ...card, companies: card.history, price: offering.priceAmount }, wishOf(intake), slots);
      const free = starts.subarray(firstAtOrAfter(starts, earliest), firstAtOrAfter(starts, until));
      const next = [...free.subarray(0, SHOWN_SLOTS)].map((start) => new Date(start * MINUTE));
      return [
        {
          ...{ mentor: toCard(card, next[0] ?? null), ...parts, offering: toOffering(offering) },
          nextSlots: next.map((at) => at.toISOString()),
        },
      ];
    });
  }

  private async whyNone(index: MentorIndex, intake: OpenIntake): Promise<NoMatches> {
    const removed = removedBy(index, wishOf(intake));
    const filters = FILTERS.filter((filter) => removed[filter] > 0).map((filter) => ({
      filter,
      count: removed[filter],
      text: filterText(filter, removed[filter]),
    }));
    for (const { change, text } of relaxationsOf(intake.answers, cheapestFor(index, intake), intake.rubric)) {
      const answers = { ...intake.answers, ...change };
      const placed = await rank(index, wishOf({ ...intake, answers }), this.timesFor(index, answers), DEEPEST_PLACE);
      if (placed.length > 0) return { filters, suggestion: { text, change, wouldFind: placed.length } };
    }
    return { filters, suggestion: null };
  }

  /** What keeps a mentor out, with a text; null where nothing does. */
  private async excludedBy(
    index: MentorIndex,
    intake: OpenIntake,
    mentorId: string,
  ): Promise<WhyResponse['excludedBy']> {
    const row = index.ids.find(mentorId);
    if (row < 0 || index.columns.live[row] === 0) return { filter: 'paused', text: 'takes no bookings at the moment' };
    const filter = filterOf(index, wishOf(intake))(row);
    if (filter === 'budget') {
      const cheapest = await this.cheapestOf(index, mentorId, intake.answers);
      const text =
        cheapest === null
          ? 'has no session in the currency of your budget'
          : `the cheapest session costs ${formatMoney(cheapest)}, above your budget`;
      return { filter, text };
    }
    if (filter === 'capacity') return { filter, text: 'takes no new candidates at the moment' };
    if (filter === 'language') return { filter, text: 'speaks none of your languages' };
    if (filter === 'discretion')
      return { filter, text: 'works where you do not want to be seen, or must not coach for your companies' };
    const fits = await this.timesFor(index, intake.answers)([row]);
    return fits.has(row) ? null : { filter: 'time', text: 'has no free time before your interview' };
  }

  /** Concessions that bring the mentor further up, each on its own. */
  private async changesFor(
    { answers }: OpenIntake,
    place: number | null,
    placeFor: (answers: Answers) => Promise<number | null>,
    cheapest: { amount: number; currency: string } | null,
  ): Promise<WhyResponse['changes']> {
    const { budget } = answers;
    const enough: Relaxation[] =
      budget && cheapest && cheapest.amount > budget.amount
        ? [
            {
              change: { budget: { ...budget, amount: cheapest.amount } },
              text: `with a budget of ${formatMoney(cheapest)}`,
            },
          ]
        : [];
    const changes: WhyResponse['changes'] = [];
    for (const { change, text } of [...concessionsOf(answers), ...enough]) {
      const would = await placeFor({ ...answers, ...change });
      if (would !== null && (place === null || would < place))
        changes.push({ change, place: would, text: `${text}: place ${would}` });
    }
    return changes;
  }

  private async cheapestOf(index: MentorIndex, mentorId: string, { budget }: Answers): Promise<Money | null> {
    const row = index.ids.find(mentorId);
    const sessions = row < 0 ? [] : ((await this.market.sessionsOf([row])).get(row) ?? []);
    const found = sessions.find(({ currency }) => !budget || currency === budget.currency);
    return found ? { amount: found.priceAmount, currency: found.currency } : null;
  }
}

const wishOf = (intake: Pick<OpenIntake, 'answers' | 'readiness' | 'rubric'>): MatchWish => ({
  ...intake,
  budgetPerSession: intake.answers.budget?.amount ?? null,
});

/** Whether one session is within the budget; of a week, a month or all together it may take everything. */
const isWithin =
  ({ budget }: Answers) =>
  ({ priceAmount, currency }: OfferingEntity): boolean =>
    !budget || (currency === budget.currency && priceAmount <= budget.amount);

/** The end of the time sessions are looked for in: the interview's day in the candidate's zone, or 60 days ahead. */
function untilOf({ interviewDate, timeZone = 'UTC' }: Answers, now: number): number {
  const far = now + AHEAD_DAYS * DAY;
  if (interviewDate === undefined) return far;
  return Math.min(far, Temporal.PlainDate.from(interviewDate).toZonedDateTime({ timeZone }).epochMilliseconds);
}

/** Whole days until the interview's day in the candidate's zone; null where there is no date. */
function daysLeft({ interviewDate, timeZone = 'UTC' }: Answers, now: number): number | null {
  if (interviewDate === undefined) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  return today.until(Temporal.PlainDate.from(interviewDate)).days;
}

/** The lowest price in the budget's currency among mentors that nothing but the budget keeps out. */
function cheapestFor(index: MentorIndex, intake: OpenIntake): number | null {
  const { budget } = intake.answers;
  if (!budget) return null;
  const filter = filterOf(index, wishOf({ ...intake, answers: { ...intake.answers, budget: undefined } }));
  const currency = index.currencies.place(budget.currency);
  let cheapest = Infinity;
  for (let row = 0; row < index.rows; row++)
    if (index.columns.live[row] === 1 && filter(row) === null)
      cheapest = Math.min(cheapest, index.priceOf(row, currency));
  return Number.isFinite(cheapest) ? cheapest : null;
}
