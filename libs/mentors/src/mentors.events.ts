/** An admin has published a profile. */
export class MentorPublished {
  constructor(
    readonly mentorId: string,
    readonly accountId: string,
  ) {}
}
