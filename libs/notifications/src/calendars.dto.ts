export class FeedResponse {
  /** Told only when it is made. */
  url!: string | null;
  /** Null: there is no feed. */
  createdAt!: string | null;
}
