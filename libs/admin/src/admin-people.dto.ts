import { Transform } from 'class-transformer';
import { ArrayUnique, IsArray, IsBoolean, IsIn, IsString, IsUUID, Length } from 'class-validator';
import { MentorBookingsQuery } from '#libs/bookings';
import { PageQuery, type Role, MayBeLeftOut } from '#libs/platform';
import { Reason } from './admin.dto.ts';

const ROLES: Role[] = ['candidate', 'mentor', 'admin'];

export class AccountsQuery extends PageQuery {
  /** Part of a name or mail address. */
  @MayBeLeftOut()
  @IsString()
  @Length(2, 100)
  q?: string;

  @MayBeLeftOut()
  @IsIn(ROLES)
  role?: Role;

  @MayBeLeftOut()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  banned?: boolean;
}

export class AdminAccount {
  id!: string;
  name!: string;
  email!: string;
  roles!: Role[];
  bannedAt!: Date | null;
  createdAt!: Date;
}

export class AdminAccountPage {
  data!: AdminAccount[];
  nextCursor!: string | null;
}

export class SetRoles extends Reason {
  /** `candidate` is always among them. @example ['candidate', 'admin'] */
  @IsArray()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles!: Role[];
}

export class RolesChanged {
  id!: string;
  before!: Role[];
  after!: Role[];
}

export class Banned {
  id!: string;
  /** Bookings ahead that were cancelled with a full refund. */
  cancelledBookings!: number;
}

export class AdminBookingsQuery extends MentorBookingsQuery {
  /** Candidate or mentor, by account. */
  @MayBeLeftOut()
  @IsUUID()
  personId?: string;
}

export class JobsQuery extends PageQuery {
  @MayBeLeftOut()
  @IsIn(['failed'])
  state?: 'failed';
}

export class AdminJob {
  id!: string;
  /** What it does. @example 'notifications.mail' */
  name!: string;
  retries!: number;
  createdAt!: Date;
  failedAt!: Date | null;
  error!: string | null;
}

export class AdminJobPage {
  data!: AdminJob[];
  nextCursor!: string | null;
}

export class JobRetried {
  id!: string;
}
