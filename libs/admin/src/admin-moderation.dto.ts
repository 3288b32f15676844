import { IsIn } from 'class-validator';
import { Reason } from './admin.dto.ts';

export class Marking extends Reason {
  /** What really happened: it took place (`completed`), or who was absent. */
  @IsIn(['completed', 'candidate_absent', 'mentor_absent', 'both_absent'])
  as!: 'completed' | 'candidate_absent' | 'mentor_absent' | 'both_absent';
}

export class OpenAppeal {
  id!: string;
  mentorId!: string;
  text!: string;
  createdAt!: Date;
}

export class AppealPage {
  data!: OpenAppeal[];
  nextCursor!: string | null;
}

export class StandingLifted {
  id!: string;
  /** Incidents that no longer count. */
  settled!: number;
}

export class AppealDeclined {
  id!: string;
}

export class ChangesDecided {
  id!: string;
  before!: object;
  after!: object;
}

export class ReportedMessage {
  id!: string;
  threadId!: string;
  /** Who wrote it. */
  by!: string;
  authorId!: string;
  /** Only what was reported can be read, not the thread. */
  text!: string;
  reportedAt!: Date;
  reportReason!: string;
}

export class ReportedMessagePage {
  data!: ReportedMessage[];
  nextCursor!: string | null;
}

export class ReportSettled {
  id!: string;
  hidden!: boolean;
}
