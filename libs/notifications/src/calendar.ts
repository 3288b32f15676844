import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { type BookingEntity, neutralTitle } from '#libs/bookings';

/** A session as one party's calendar shows it. */
interface CalendarSession {
  bookingId: string;
  /** iCalendar SEQUENCE: counts changes of the same session (RFC 5545 section 3.8.7.4). */
  sequence: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  joinUrl: string;
  now: Date;
}

interface Invitation extends CalendarSession {
  organizer: { name: string; email: string };
  attendee: { name: string; email: string };
}

const PRODUCT = '//Mentor Sessions//Bookings//EN';

/** @param withName the other party's name, of which the calendar shows the initial only */
export const sessionOf = (booking: BookingEntity, withName: string, joinUrl: string, now: Date): CalendarSession => ({
  bookingId: booking.id,
  sequence: booking.sequence,
  title: neutralTitle(withName),
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
  joinUrl,
  now,
});

/** An invitation (REQUEST) or its withdrawal (CANCEL) by RFC 5546; the UID stays the same for the life of a booking. */
export function invitation(method: 'REQUEST' | 'CANCEL', session: Invitation): string {
  const isOn = method === 'REQUEST';
  const calendar = new ICalCalendar({
    prodId: PRODUCT,
    method: isOn ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
  });
  const { organizer, attendee } = session;
  calendar.createEvent({
    ...eventOf(session, isOn),
    organizer,
    attendees: [{ ...attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ }],
  });
  return calendar.toString();
}

/** Sessions as a calendar to look at or subscribe to (METHOD:PUBLISH); a name makes it a feed. */
export function publication(sessions: readonly CalendarSession[], name?: string): string {
  const calendar = new ICalCalendar({
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    ...(name !== undefined && { name, ttl: 15 * 60 }),
  });
  for (const session of sessions) calendar.createEvent(eventOf(session, true));
  return calendar.toString();
}

const eventOf = (session: CalendarSession, isOn: boolean) => ({
  id: `${session.bookingId}@mentor-sessions`,
  sequence: session.sequence,
  stamp: session.now,
  start: session.startsAt,
  end: session.endsAt,
  summary: session.title,
  ...(isOn && { location: session.joinUrl, url: session.joinUrl }),
  status: isOn ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
});
