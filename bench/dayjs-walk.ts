import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { type SlotInput } from '#libs/availability';

dayjs.extend(utc);
dayjs.extend(timezone);

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** The baseline: slots as scheduling tools commonly find them, walking date objects and comparing each with every booking. */
export function dayjsWalk({ schedule, overrides, occupied, durationMinutes, now, from, to }: SlotInput): number[] {
  const slots: number[] = [];
  const zone = schedule.timeZone;
  const perDay = new Map<string, number>();
  for (const { start } of occupied) {
    const day = dayjs(start).tz(zone).format('YYYY-MM-DD');
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const gap = Math.max(schedule.bufferBeforeMinutes, schedule.bufferAfterMinutes);
  for (
    let day = dayjs(from).tz(zone).startOf('day').subtract(1, 'day');
    day.valueOf() < to;
    day = dayjs.tz(day.add(1, 'day').format('YYYY-MM-DD'), zone)
  ) {
    const hours =
      overrides.get(day.format('YYYY-MM-DD')) ?? schedule.weeklyHours[WEEKDAYS[day.day()] ?? 'monday'] ?? [];
    for (const { start, end } of hours) {
      const windowEnd = dayjs.tz(`${day.format('YYYY-MM-DD')} ${end}`, zone);
      let at = dayjs.tz(`${day.format('YYYY-MM-DD')} ${start}`, zone);
      for (
        ;
        !at.add(durationMinutes, 'minute').isAfter(windowEnd);
        at = at.add(schedule.slotIncrementMinutes, 'minute')
      ) {
        const sessionEnd = at.add(durationMinutes + gap, 'minute');
        if (at.valueOf() < from || at.valueOf() >= to) continue;
        if (
          at.isBefore(dayjs(now).add(schedule.minimumNoticeMinutes, 'minute')) ||
          !at.isBefore(dayjs(now).add(schedule.bookingHorizonDays, 'day'))
        )
          continue;
        const isTaken = occupied.some((one) => at.isBefore(dayjs(one.end)) && dayjs(one.start).isBefore(sessionEnd));
        const sameDay = perDay.get(at.tz(zone).format('YYYY-MM-DD')) ?? 0;
        if (!isTaken && (schedule.maxSessionsPerDay === null || sameDay < schedule.maxSessionsPerDay))
          slots.push(at.valueOf());
      }
    }
  }
  return slots;
}
