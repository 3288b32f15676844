/** Hours of some weekdays on the waiting candidate's clock; ISO weekdays, 1 is Monday. */
export interface WaitingHours {
  weekdays: number[];
  /** `HH:MM` */
  start: string;
  /** `HH:MM`, exclusive. */
  end: string;
}

/** Dates (inclusive) and hours in `timeZone` in which a session would do. */
export interface WaitingWish {
  fromDate: string;
  toDate: string;
  hours: readonly WaitingHours[];
  timeZone: string;
}

/** Whether a start (epoch ms) lies in the dates and hours someone waits for. */
export function fits({ fromDate, toDate, hours, timeZone }: WaitingWish, start: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  const [date, time] = [local.toPlainDate().toString(), local.toPlainTime().toString().slice(0, 5)];
  if (date < fromDate || date > toDate) return false;
  return (
    hours.length === 0 ||
    hours.some((one) => one.weekdays.includes(local.dayOfWeek) && one.start <= time && time < one.end)
  );
}

/** The instants (epoch ms) that enclose the dates of a wish. */
export function spanOf({ fromDate, toDate, timeZone }: WaitingWish): { from: number; to: number } {
  const midnight = (date: Temporal.PlainDate): number => date.toZonedDateTime(timeZone).epochMilliseconds;
  const last = Temporal.PlainDate.from(toDate);
  return { from: midnight(Temporal.PlainDate.from(fromDate)), to: midnight(last.add({ days: 1 })) };
}
