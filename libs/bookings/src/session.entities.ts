import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Absence, Party } from './domain/booking-state.ts';
import type { WaitingHours } from './domain/waiting.ts';

/** Starts a mentor proposes instead of the present one; the candidate takes one of them or none. */
@Entity('reschedule_proposals')
@Index('reschedule_proposals_one_open', ['bookingId'], { unique: true, where: `state = 'open'` })
@Index('reschedule_proposals_booking_id', ['bookingId'])
@Check('reschedule_proposals_state_known', `state IN ('open', 'accepted', 'declined', 'replaced')`)
export class RescheduleProposalEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('BookingEntity', { name: 'reschedule_proposals_booking' })
  @Column('uuid')
  bookingId!: string;

  @Column('timestamptz', { array: true })
  startsAt!: Date[];

  @Column('text')
  state!: 'open' | 'accepted' | 'declined' | 'replaced';

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;
}

/** A party says that the other one was not there. */
@Entity('absence_claims')
@Index('absence_claims_one_open', ['bookingId'], { unique: true, where: `state IN ('open', 'contested')` })
@Index('absence_claims_booking_id', ['bookingId'])
@Index('absence_claims_to_answer', ['answerBy'], { where: `state = 'open'` })
@Index('absence_claims_queue', ['decideBy', 'id'], { where: `state = 'contested'` })
@Check(
  'absence_claims_parties_known',
  `by IN ('candidate', 'mentor') AND absent IN ('candidate', 'mentor') AND by <> absent`,
)
@Check('absence_claims_state_known', `state IN ('open', 'contested', 'admitted', 'decided')`)
@Check('absence_claims_outcome_known', `outcome IN ('candidate', 'mentor', 'both', 'none')`)
export class AbsenceClaimEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('BookingEntity', { name: 'absence_claims_booking' })
  @Column('uuid')
  bookingId!: string;

  @Column('text')
  by!: Party;

  @Column('text')
  absent!: Party;

  @Column('text')
  text!: string;

  /** When each party first opened the room, as known when the claim was made. */
  @Column('jsonb')
  evidence!: { candidateJoinedAt: string | null; mentorJoinedAt: string | null };

  @Column('text')
  state!: 'open' | 'contested' | 'admitted' | 'decided';

  @Column('timestamptz')
  answerBy!: Date;

  @Column('text', { nullable: true })
  answerText!: string | null;

  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;

  /** By when an admin means to decide a contested claim. */
  @Column('timestamptz', { nullable: true })
  decideBy!: Date | null;

  @Column('text', { nullable: true })
  outcome!: Absence | 'none' | null;

  @Column('uuid', { nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  decisionReason!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}

/** When a party first opened the room. */
@Entity('session_joins')
@Check('session_joins_role_known', `role IN ('candidate', 'mentor')`)
export class SessionJoinEntity {
  @ForeignKey('BookingEntity', { name: 'session_joins_booking' })
  @PrimaryColumn('uuid')
  bookingId!: string;

  @PrimaryColumn('text')
  role!: Party;

  @Column('timestamptz')
  joinedAt!: Date;
}

/** Notes of a session: one text both see, and one of each party alone. */
@Entity('booking_notes')
@Check('booking_notes_owner_known', `owner IN ('shared', 'candidate', 'mentor')`)
export class BookingNoteEntity {
  @ForeignKey('BookingEntity', { name: 'booking_notes_booking' })
  @PrimaryColumn('uuid')
  bookingId!: string;

  @PrimaryColumn('text')
  owner!: 'shared' | Party;

  @Column('text')
  text!: string;

  @Column('integer')
  version!: number;

  @Column('timestamptz')
  updatedAt!: Date;
}

/** A candidate waits for a mentor to become free. */
@Entity('waiting_list')
@Index('waiting_list_once', ['candidateId', 'offeringId'], {
  unique: true,
  where: `state IN ('waiting', 'offered')`,
})
@Index('waiting_list_queue', ['mentorAccountId', 'createdAt', 'id'], { where: `state = 'waiting'` })
@Index('waiting_list_candidate_id', { synchronize: false })
@Index('waiting_list_booking_id', ['bookingId'], { unique: true })
@Check('waiting_list_state_known', `state IN ('waiting', 'offered', 'booked', 'missed', 'left')`)
@Check('waiting_list_forwards', `from_date <= to_date`)
export class WaitingEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @ForeignKey('MentorEntity', { name: 'waiting_list_mentor' })
  @Column('uuid')
  mentorId!: string;

  @Column('uuid')
  mentorAccountId!: string;

  @ForeignKey('OfferingEntity', { name: 'waiting_list_offering' })
  @Column('uuid')
  offeringId!: string;

  @ForeignKey('AccountEntity', { name: 'waiting_list_candidate' })
  @Column('uuid')
  candidateId!: string;

  @Column('date')
  fromDate!: string;

  @Column('date')
  toDate!: string;

  /** Hours that would do, in `timeZone`; an empty list: any. */
  @Column('jsonb')
  hours!: WaitingHours[];

  @Column('text')
  timeZone!: string;

  @Column('text')
  state!: 'waiting' | 'offered' | 'booked' | 'missed' | 'left';

  @ForeignKey('BookingEntity', { name: 'waiting_list_booking' })
  @Column('uuid', { nullable: true })
  bookingId!: string | null;

  @Column('timestamptz', { nullable: true })
  offeredAt!: Date | null;

  @Column('timestamptz')
  createdAt!: Date;
}
