export { HoldsLapsed, TimeFreed } from './availability.events.ts';
export { AvailabilityModule } from './availability.module.ts';
export { AvailabilityService, type Calendar, type SessionWish } from './availability.service.ts';
export { computeSlots, type Reason, type Schedule, type SlotInput } from './domain/slots.ts';
export { refusal } from './refusal.ts';
export { type TimeClaim, TimeService } from './time.service.ts';
