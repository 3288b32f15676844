import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';

export interface CalendarSession {
  bookingId: string;
  /** iCalendar SEQUENCE: counts changes of the same session (RFC 5545 section 3.8.7.4). */
  sequence: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  joinUrl: string;
  organizer: { name: string; email: string };
  attendee: { name: string; email: string };
  now: Date;
}

/** An invitation (REQUEST) or its withdrawal (CANCEL) by RFC 5546; the UID stays the same for the life of a booking. */
export function invitation(method: 'REQUEST' | 'CANCEL', session: CalendarSession): string {
  const calendar = new ICalCalendar({
    prodId: '//Mentor Sessions//Bookings//EN',
    method: method === 'REQUEST' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
  });
  calendar.createEvent({
    id: `${session.bookingId}@mentor-sessions`,
    sequence: session.sequence,
    stamp: session.now,
    start: session.startsAt,
    end: session.endsAt,
    summary: session.title,
    ...(method === 'REQUEST' && { location: session.joinUrl, url: session.joinUrl }),
    status: method === 'REQUEST' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    organizer: session.organizer,
    attendees: [{ ...session.attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ }],
  });
  return calendar.toString();
}
