import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsUUID, Max, Min } from 'class-validator';
import { MoneyDto } from '#libs/mentors';
import { IsInstant, IsNested } from '#libs/platform';
import { BookingResponse, SessionContext } from './bookings.dto.ts';

export class BookSeries extends SessionContext {
  @IsUUID()
  offeringId!: string;

  /** The first start; the others follow weekly at the same time in `timeZone`. @example '2027-01-20T09:00:00Z' */
  @IsInstant()
  startsAt!: string;

  /** How many sessions, 2 to 12. @example 4 */
  @IsInt()
  @Min(2)
  @Max(12)
  count!: number;
}

export class RequestOption {
  @IsUUID()
  offeringId!: string;

  /** @example '2027-01-20T09:00:00Z' */
  @IsInstant()
  startsAt!: string;
}

export class RequestMentors extends SessionContext {
  /** Up to three mentors; their times may be the same. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @IsNested(() => RequestOption, { each: true })
  options!: RequestOption[];
}

export class GroupResponse {
  id!: string;
  /** What is paid: the sum of a series; of a request the largest price, of which only the accepted one is taken. */
  price!: MoneyDto;
  holdExpiresAt!: string | null;
  bookings!: BookingResponse[];
}
