import { SETTLE_HOURS } from '#libs/payouts';

/** Every span of a booking's life, in one place. Instants are Dates, spans are said in their unit. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const HOLD_MINUTES = 15;
/** A time held for someone from the waiting list. */
export const PRIORITY_HOLD_MINUTES = 30;
/** How long a hold with an open payment page outlives its deadline while Stripe cannot be asked. */
export const RELEASE_GRACE_MINUTES = 5;
/** How long a hold waits for a payment by a method that takes days. */
export const PROCESSING_GRACE_HOURS = 72;
export const COMPLETE_AFTER_MINUTES = 15;
/** A mentor has a day to answer a request, and answers two hours before the start at the latest. */
const ANSWER_HOURS = 24;
const ANSWER_BEFORE_START_HOURS = 2;
/** A candidate may move a session until a day before it, twice. */
export const RESCHEDULE_HOURS_BEFORE = 24;
export const MOST_RESCHEDULES = 2;
/** Absence is claimed from 10 minutes into the session until a day after its end; the other side has two days to answer. */
const CLAIM_FROM_MINUTES = 10;
const CLAIM_UNTIL_HOURS = 24;
const CLAIM_ANSWER_HOURS = 48;
export const CLAIM_DECISION_HOURS = 72;
/** A mentor who cancels this close to the start has dropped out: a replacement is found, or everything is refunded. */
const RESCUE_HOURS_BEFORE = 48;
/** How long a candidate may choose a replacement before the money goes back by itself. */
const RESCUE_HOURS = 12;
/** The room is open from a day before the start until an hour after the end. */
const JOIN_HOURS_BEFORE = 24;
const JOIN_HOURS_AFTER = 1;

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);
export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR);

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

interface Session {
  startsAt: Date;
  endsAt: Date;
}

/** Until when a mentor may answer a request made now; not after now when there is no time left to answer. */
export const respondBy = ({ startsAt }: Pick<Session, 'startsAt'>, now: Date): Date =>
  earlier(hoursAfter(now, ANSWER_HOURS), hoursAfter(startsAt, -ANSWER_BEFORE_START_HOURS));

export const mayClaimAbsence = ({ startsAt, endsAt }: Session, now: Date): boolean =>
  now >= minutesAfter(startsAt, CLAIM_FROM_MINUTES) && now <= hoursAfter(endsAt, CLAIM_UNTIL_HOURS);

export const claimAnswerBy = (now: Date): Date => hoursAfter(now, CLAIM_ANSWER_HOURS);

/** Whether a mentor who cancels now drops out, so that a replacement is looked for. */
export const isDropOut = ({ startsAt }: Pick<Session, 'startsAt'>, now: Date): boolean =>
  now > hoursAfter(startsAt, -RESCUE_HOURS_BEFORE);

/** Until when a replacement may be chosen: twelve hours, and no longer than the session that fell through was ahead. */
export const rescueUntil = ({ startsAt }: Pick<Session, 'startsAt'>, now: Date): Date =>
  startsAt > now ? earlier(hoursAfter(now, RESCUE_HOURS), startsAt) : hoursAfter(now, RESCUE_HOURS);

/** From when the room of a session is shown to its two parties. */
export const joinOpensAt = ({ startsAt }: Pick<Session, 'startsAt'>): Date => hoursAfter(startsAt, -JOIN_HOURS_BEFORE);

export const isJoinable = ({ startsAt, endsAt }: Session, now: Date): boolean =>
  now >= joinOpensAt({ startsAt }) && now <= hoursAfter(endsAt, JOIN_HOURS_AFTER);

/** When the mentor's share of a session becomes due, unless both sides say before that it took place. */
export const settleAt = ({ endsAt }: Pick<Session, 'endsAt'>): Date => hoursAfter(endsAt, SETTLE_HOURS);

/** A mentor answers a refund case within three days; then an admin decides. A case is opened within 30 days of the end. */
export const CASE_ANSWER_HOURS = 72;
const CASE_UNTIL_DAYS = 30;
export const mayOpenCase = ({ endsAt }: Pick<Session, 'endsAt'>, now: Date): boolean =>
  now <= hoursAfter(endsAt, CASE_UNTIL_DAYS * 24);
