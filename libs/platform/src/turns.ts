/**
 * One piece of work at a time for each key, in this process: a crowd on one thing waits here instead of holding the
 * database's connections while it waits for a lock there. Other processes take their own turns; the database decides.
 */
export class Turns {
  private readonly underWay = new Map<string, Promise<unknown>>();

  /** Works once nobody else works on `key`; `again` is asked whenever somebody has just finished, and may give up by throwing. */
  async take<T>(key: string, work: () => Promise<T>, again: () => Promise<void>): Promise<T> {
    for (let other = this.underWay.get(key); other; other = this.underWay.get(key)) {
      await other.catch(() => undefined); // its failure is its own; whether to go on is asked afresh
      await again();
    }
    const mine = work().finally(() => this.underWay.delete(key));
    this.underWay.set(key, mine);
    return mine;
  }
}
