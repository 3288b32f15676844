import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, IsUrl, IsUUID, Length, MaxLength } from 'class-validator';
import type { Side } from './message.entities.ts';

export class WriteMessage {
  /** Plain text. @example 'Which rounds do you mock?' */
  @IsString()
  @Length(1, 4000)
  text!: string;

  /** Attachments, as https links. */
  @IsArray()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsUrl({ protocols: ['https'], require_protocol: true }, { each: true })
  @MaxLength(500, { each: true })
  @ApiProperty({ default: [], type: [String] })
  links: string[] = [];
}

export class BeginThread extends WriteMessage {
  @IsUUID()
  mentorId!: string;
}

export class ReportMessage {
  @IsString()
  @Length(5, 1000)
  reason!: string;
}

export class MessageResponse {
  id!: string;
  threadId!: string;
  by!: Side;
  text!: string;
  links!: string[];
  /** Contact details were taken out: they are shared after the first paid session is booked. */
  masked!: boolean;
  /** An admin took it away after a complaint. */
  hidden!: boolean;
  /** RFC 3339 UTC. */
  createdAt!: string;
}

export class MessagePage {
  data!: MessageResponse[];
  nextCursor!: string | null;
}

export class ThreadResponse {
  id!: string;
  mentor!: { id: string; displayName: string };
  candidate!: { id: string; name: string };
  /** Messages of the other side I have not read. */
  unread!: number;
  /** Up to when the other side has read; RFC 3339 UTC. */
  otherReadAt!: string;
  blockedBy!: Side | null;
  lastMessageAt!: string;
}

export class ThreadPage {
  data!: ThreadResponse[];
  nextCursor!: string | null;
}
