import type { AuthMail } from './auth.ts';

/** A person asked for a link that lets them set a new password, or shows that a mail address is theirs. */
export class AuthMailWanted {
  constructor(
    readonly what: AuthMail,
    readonly accountId: string,
    /** A key: whoever has it may do that. */
    readonly url: string,
  ) {}
}
