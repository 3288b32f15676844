import type { Side } from './message.entities.ts';

/** Something is there to be read that was not before: the first unread message of a side. */
export class MessageWaiting {
  constructor(
    readonly messageId: string,
    readonly threadId: string,
    readonly readerId: string,
    readonly reader: Side,
    readonly fromName: string,
  ) {}
}

/** A message was written; both people's open pages show it. */
export class MessageSent {
  constructor(
    readonly messageId: string,
    readonly threadId: string,
    readonly accountIds: readonly string[],
  ) {}
}
