export { MatchingModule } from './matching.module.ts';
