/** A neutral title for calendars, subjects and statements: no company, no goal, no full name (interviewing is a secret from one's employer). */
export const neutralTitle = (withName: string): string => `Session with ${(withName.trim()[0] ?? '?').toUpperCase()}.`;

export interface CalendarSlot {
  title: string;
  startsAt: Date;
  endsAt: Date;
  /** Where to join. */
  location: string;
}

const basic = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** A page that adds the session to Google Calendar. */
export const googleLink = ({ title, startsAt, endsAt, location }: CalendarSlot): string =>
  `https://calendar.google.com/calendar/render?${new URLSearchParams({ action: 'TEMPLATE', text: title, dates: `${basic(startsAt)}/${basic(endsAt)}`, location })}`;

/** A page that adds the session to Outlook on the web. */
export const outlookLink = ({ title, startsAt, endsAt, location }: CalendarSlot): string =>
  `https://outlook.live.com/calendar/0/deeplink/compose?${new URLSearchParams({ path: '/calendar/action/compose', rru: 'addevent', subject: title, startdt: startsAt.toISOString(), enddt: endsAt.toISOString(), location })}`;
