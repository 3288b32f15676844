export { type MentorEvent } from './domain/mentor-state.ts';
export { POLICIES, policyText } from './domain/policies.ts';
export { bayesianRating, PLATFORM_MEAN } from './domain/rating.ts';
export { FEED_HORIZON_MS, MentorFeed, type PublishedMentor } from './mentor-feed.ts';
export { type Essentials, type Policy, type Position } from './mentor.entity.ts';
export {
  DirectoryQuery,
  MentorCard,
  MentorFacets,
  MentorPage,
  MentorOutcomes,
  PublicMentorProfile,
  MoneyDto,
  OfferingDto,
} from './mentors.dto.ts';
export { toCard, toOffering, toRow } from './mentors.mapper.ts';
export { ChangesReviewed, MentorDecided, MentorPublished, StandingChanged } from './mentors.events.ts';
export { MentorsModule } from './mentors.module.ts';
export { type BookableOffering, type MentorRow, MentorsRepository } from './mentors.repository.ts';
export { type MentorNames, MentorsService, PLATFORM_FEE_PERCENT, searchTextOf } from './mentors.service.ts';
export { type OfferingEntity, type OfferingKind } from './offering.entity.ts';
export { StandingService } from './standing.service.ts';
