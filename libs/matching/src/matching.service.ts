import { Injectable } from '@nestjs/common';
import { AvailabilityService } from '#libs/availability';
import { type Answers, IntakeService, type OpenIntake } from '#libs/intake';
import { type MentorRow, MentorsRepository, MentorsService, type OfferingDto, toCard, toOffering } from '#libs/mentors';
import { Clock, notFound, type Principal } from '#libs/platform';
import { previewOf } from './domain/preview.ts';
import { type MatchWish, NEW_MENTOR_REVIEWS, rank, type Score, scoreOf } from './domain/score.ts';
import type { MatchesResponse, PreviewResponse } from './matching.dto.ts';

const DAY = 86_400_000;
/** How far ahead free times are looked for where no interview date limits it. */
const AHEAD_DAYS = 60;
const MOST_MENTORS = 10_000;

interface Candidate {
  id: string;
  row: MentorRow;
  offering: OfferingDto;
  starts: number[];
  soonest: number;
  score: number;
  isNew: boolean;
  parts: Score;
}

/** Mentors ranked for an intake, with the reasons as numbers and words. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly intakes: IntakeService,
    private readonly mentors: MentorsRepository,
    private readonly profiles: MentorsService,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  async matches(
    intakeId: string,
    reader: Principal | null,
    token: string | undefined,
    limit: number,
  ): Promise<MatchesResponse> {
    const intake = await this.intakes.open(intakeId, reader, token);
    const rows = await this.mentors.search({ sort: 'rating', after: null, limit: MOST_MENTORS });
    const suitable = await this.suitable(intake, rows);
    const ranked = rank(await this.withTimes(intake, suitable)).slice(0, limit);
    return {
      considered: rows.length,
      data: ranked.map(({ row, offering, starts, parts }) => ({
        mentor: toCard(row, starts[0] === undefined ? null : new Date(starts[0])),
        ...parts,
        nextSlots: starts.slice(0, 3).map((start) => new Date(start).toISOString()),
        offering,
      })),
    };
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
    const offering = (await this.mentors.activeSessions([mentor.id]))[0];
    if (!offering) throw notFound('session of this mentor');
    const daysLeft =
      intake.answers.interviewDate === undefined
        ? null
        : Math.ceil((Date.parse(intake.answers.interviewDate) - this.clock.now().getTime()) / DAY);
    const { weeks, totalCost, totalHours } = previewOf(
      intake.answers,
      intake.readiness,
      intake.rubric,
      { ...offering, price: offering.priceAmount },
      daysLeft,
    );
    return { weeks, totalCost: { amount: totalCost, currency: offering.currency }, totalHours };
  }

  /** Hard filters that need no calendar: a shared language, an offering within budget. */
  private async suitable(
    { answers }: OpenIntake,
    rows: MentorRow[],
  ): Promise<{ row: MentorRow; offering: OfferingDto }[]> {
    const offerings = Map.groupBy(
      await this.mentors.activeSessions(rows.map(({ id }) => id)),
      ({ mentorId }) => mentorId,
    );
    const { budget, languages } = answers;
    return rows.flatMap((row) => {
      const shares = languages.length === 0 || row.languages.some((language) => languages.includes(language));
      const offering = shares
        ? offerings
            .get(row.id)
            ?.find(
              ({ priceAmount, currency }) => !budget || (currency === budget.currency && priceAmount <= budget.amount),
            )
        : undefined;
      return offering ? [{ row, offering: toOffering(offering) }] : [];
    });
  }

  /** Drops mentors without a free start before the interview, and scores the others. */
  private async withTimes(
    intake: OpenIntake,
    suitable: { row: MentorRow; offering: OfferingDto }[],
  ): Promise<Candidate[]> {
    const now = this.clock.now().getTime();
    const until = Math.min(
      now + AHEAD_DAYS * DAY,
      intake.answers.interviewDate === undefined ? Infinity : Date.parse(intake.answers.interviewDate),
    );
    const wish: MatchWish = { ...intake, budgetPerSession: intake.answers.budget?.amount ?? null };
    const wishes = suitable.map(({ row, offering }) => ({ mentorId: row.id, ...offering }));
    const times = until > now ? await this.availability.startsOfMany(wishes, now, until) : new Map<string, number[]>();
    return suitable.flatMap(({ row, offering }) => {
      const starts = times.get(row.id) ?? [];
      const [soonest] = starts;
      if (soonest === undefined) return [];
      const soon = starts.filter((start) => start < now + 14 * DAY);
      const parts = scoreOf(
        { ...row, companies: row.history, price: offering.price.amount },
        wish,
        inPreferredHours(soon, intake.answers),
      );
      return [
        {
          id: row.id,
          row,
          offering,
          starts,
          soonest,
          score: parts.score,
          isNew: row.ratingCount < NEW_MENTOR_REVIEWS,
          parts,
        },
      ];
    });
  }
}

/** How many of the starts lie in the candidate's preferred hours; all of them where none were told. */
function inPreferredHours(starts: readonly number[], { preferredHours, timeZone = 'UTC' }: Answers): number {
  if (preferredHours.length === 0) return starts.length;
  return starts.filter((start) => {
    const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
    const time = local.toPlainTime().toString().slice(0, 5);
    return preferredHours.some(
      (hours) => hours.weekdays.includes(local.dayOfWeek) && hours.start <= time && time < hours.end,
    );
  }).length;
}
