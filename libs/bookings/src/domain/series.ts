/** Weekly starts at the same wall-clock time of `timeZone`, also over changes of the clocks (`disambiguation: compatible`). */
export function weeklyStarts(first: Date, timeZone: string, count: number): Date[] {
  const local = Temporal.Instant.fromEpochMilliseconds(first.getTime()).toZonedDateTimeISO(timeZone);
  return Array.from({ length: count }, (_, week) => new Date(local.add({ weeks: week }).epochMilliseconds));
}
