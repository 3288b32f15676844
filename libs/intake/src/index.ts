export type { Answers, Inference } from './domain/answers.ts';
export { sessionsWithin } from './domain/fit.ts';
export { followUps, readGoals } from './domain/reading/read-goals.ts';
export { impliedSpecialties, type Readiness, readinessOf, segmentsOf } from './domain/readiness.ts';
export { editDistance } from './domain/reading/passage.ts';
export { TokenQuery } from './intake.dto.ts';
export { IntakeModule } from './intake.module.ts';
export { IntakeService, type OpenIntake } from './intake.service.ts';
export { OutcomesService } from './outcomes.service.ts';
