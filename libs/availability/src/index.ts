export { AvailabilityModule } from './availability.module.ts';
export { AvailabilityService } from './availability.service.ts';
export { computeSlots, type Schedule, type SlotInput } from './domain/slots.ts';
export { HoldsLapsed, TimeService } from './time.service.ts';
