import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentAccount, IdPipe, IfMatch, Operation, type Principal, type ProblemCode } from '#libs/platform';
import { ApprovalService } from './approval.service.ts';
import { AttendanceService } from './attendance.service.ts';
import { BookingResponse } from './bookings.dto.ts';
import { ClaimResponse } from './claim.dto.ts';
import { ClaimsService } from './claims.service.ts';
import { NotesService } from './notes.service.ts';
import { RescheduleService } from './reschedule.service.ts';
import {
  AnswerClaim,
  ClaimAbsence,
  DeclineRequest,
  JoinResponse,
  MoveSession,
  NotesResponse,
  ProposeStarts,
  PutNotes,
} from './sessions.dto.ts';

const BOOKING = { id: '0197f0a2-…', state: 'confirmed', startsAt: '2027-01-21T09:00:00.000Z', version: 3 };
const CLAIM = {
  id: '0197f0a5-…',
  bookingId: '0197f0a2-…',
  by: 'candidate',
  absent: 'mentor',
  text: 'Nobody came.',
  evidence: { candidateJoinedAt: '2027-01-21T08:59:00.000Z', mentorJoinedAt: null },
  state: 'open',
  answerBy: '2027-01-23T09:15:00.000Z',
};
const NOTES = { shared: 'Read about caching until Tuesday.', private: '', version: 1 };
const Id = () => Param('id', new IdPipe('booking'));
const ProposalId = () => Param('proposalId', new IdPipe('proposal'));

/** A change of one booking by one of its parties, answered by the booking. */
const change = (summary: string, request: object | undefined, response: object, ...errors: ProblemCode[]) =>
  Operation({
    summary,
    audience: 'account',
    errors: ['not_found', 'invalid_state', 'busy', ...errors],
    idempotency: 'key',
    example: { ...(request && { request }), response },
  });

/** What the two parties do with a booked session. */
@ApiTags('Sessions')
@Controller('v1')
export class SessionsController {
  constructor(
    private readonly approval: ApprovalService,
    private readonly moves: RescheduleService,
    private readonly claims: ClaimsService,
    private readonly attendance: AttendanceService,
    private readonly notes: NotesService,
  ) {}

  @Post('bookings/:id/accept')
  @HttpCode(200)
  @change('Accept a request, as its mentor: the money is taken and the session confirmed', undefined, BOOKING)
  accept(@CurrentAccount() account: Principal, @Id() id: string): Promise<BookingResponse> {
    return this.approval.accept(account, id);
  }

  @Post('bookings/:id/decline')
  @HttpCode(200)
  @change(
    'Decline a request, as its mentor: the card is released',
    { reason: 'I am travelling.' },
    {
      ...BOOKING,
      state: 'declined',
    },
  )
  decline(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: DeclineRequest,
  ): Promise<BookingResponse> {
    return this.approval.refuse(account, id, body.reason);
  }

  @Post('bookings/:id/reschedule')
  @HttpCode(200)
  @change(
    'Move a session to another free start, as its candidate: until 24 hours before, at most twice',
    { startsAt: '2027-01-21T09:00:00Z' },
    BOOKING,
    'policy_violation',
    'slot_taken',
    'slot_unavailable',
  )
  reschedule(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: MoveSession,
  ): Promise<BookingResponse> {
    return this.moves.move(account, id, new Date(body.startsAt));
  }

  @Post('bookings/:id/reschedule-proposals')
  @change(
    'Propose up to three other starts, as its mentor; nothing moves yet',
    { startsAt: ['2027-01-21T09:00:00Z'] },
    BOOKING,
  )
  propose(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: ProposeStarts,
  ): Promise<BookingResponse> {
    return this.moves.propose(
      account,
      id,
      body.startsAt.map((start) => new Date(start)),
    );
  }

  @Post('bookings/:id/reschedule-proposals/:proposalId/accept')
  @HttpCode(200)
  @change('Take one of the proposed starts', { startsAt: '2027-01-21T09:00:00Z' }, BOOKING, 'slot_taken')
  acceptProposal(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @ProposalId() proposalId: string,
    @Body() body: MoveSession,
  ): Promise<BookingResponse> {
    return this.moves.acceptProposal(account, id, proposalId, new Date(body.startsAt));
  }

  @Post('bookings/:id/reschedule-proposals/:proposalId/decline')
  @HttpCode(200)
  @change('Keep the present time', undefined, BOOKING)
  declineProposal(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @ProposalId() proposalId: string,
  ): Promise<BookingResponse> {
    return this.moves.declineProposal(account, id, proposalId);
  }

  @Post('bookings/:id/claims')
  @change(
    'Say that the other side was absent: from 10 minutes into the session until a day after it',
    { absent: 'mentor', text: 'Nobody came.' },
    CLAIM,
    'policy_violation',
    'already_exists',
  )
  claim(@CurrentAccount() account: Principal, @Id() id: string, @Body() body: ClaimAbsence): Promise<ClaimResponse> {
    return this.claims.claim(account, id, body.absent, body.text ?? '');
  }

  @Post('claims/:id/answer')
  @HttpCode(200)
  @change(
    'Admit a claim, or contest it: then an admin decides',
    { admit: false, text: 'I was there.' },
    {
      ...CLAIM,
      state: 'contested',
    },
  )
  answer(
    @CurrentAccount() account: Principal,
    @Param('id', new IdPipe('claim')) id: string,
    @Body() body: AnswerClaim,
  ): Promise<ClaimResponse> {
    return this.claims.answer(account, id, body.admit, body.text ?? '');
  }

  @Post('bookings/:id/attended')
  @HttpCode(200)
  @change('Say that the session took place; when both have, it is completed at once', undefined, {
    ...BOOKING,
    state: 'completed',
  })
  attended(@CurrentAccount() account: Principal, @Id() id: string): Promise<BookingResponse> {
    return this.attendance.attended(account, id);
  }

  @Post('bookings/:id/join')
  @HttpCode(200)
  @change('The room, from 24 hours before; when it was first opened is kept', undefined, {
    joinUrl: 'https://meet.jit.si/session-9f8e…',
  })
  async join(@CurrentAccount() account: Principal, @Id() id: string): Promise<JoinResponse> {
    return { joinUrl: await this.attendance.join(account, id) };
  }

  @Get('bookings/:id/notes')
  @Operation({
    summary: 'The shared notes and my own',
    audience: 'account',
    errors: ['not_found'],
    idempotency: 'safe',
    example: { response: NOTES },
  })
  readNotes(@CurrentAccount() account: Principal, @Id() id: string): Promise<NotesResponse> {
    return this.notes.read(account, id);
  }

  @Put('bookings/:id/notes')
  @Operation({
    summary: 'Write the shared notes, my own, or both',
    audience: 'account',
    errors: ['not_found', 'version_conflict'],
    idempotency: 'natural',
    example: { request: { shared: NOTES.shared }, response: NOTES },
  })
  writeNotes(
    @CurrentAccount() account: Principal,
    @Id() id: string,
    @Body() body: PutNotes,
    @IfMatch() version: number | null,
  ): Promise<NotesResponse> {
    return this.notes.write(account, id, body, version);
  }
}
