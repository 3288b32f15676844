import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeLeftOut } from './validation.ts';

/** `limit` and `cursor` of every list. */
export class PageQuery {
  /** How many rows, 1 to 100. */
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;

  /** `nextCursor` of the page before. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}
