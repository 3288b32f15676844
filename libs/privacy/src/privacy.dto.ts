/** Everything we know of a person, as stored; each part a list of rows. */
export class PersonalDataExport {
  /** RFC 3339 UTC. */
  exportedAt!: string;
  account!: object[];
  intakes!: object[];
  bookings!: object[];
  refundCases!: object[];
  prepaid!: object[];
  payments!: object[];
  reviews!: object[];
  messages!: object[];
  mentorProfile!: object[];
  notifications!: object[];
  mails!: object[];
}
