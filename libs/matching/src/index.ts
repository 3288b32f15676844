export { Market } from './market.service.ts';
export { MatchingModule } from './matching.module.ts';
export { MentorIndex } from './domain/mentor-index.ts';
export { type LookAtTimes, rank } from './domain/ranking.ts';
export { FULL_TIME_SLOTS, type MatchWish } from './domain/score.ts';
export { COUNTED_DAYS, countWithin, preferredStretches } from './domain/times.ts';
