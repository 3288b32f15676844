/** Reads under way, shared by everyone who asks the same meanwhile: a crowd on one thing costs one read. */
export class SharedLook<T> {
  private readonly underWay = new Map<string, Promise<T>>();

  /** The answer of the read under way for `key`, or of a new one. It is shared only until it has ended, never kept. */
  ask(key: string, read: () => Promise<T>): Promise<T> {
    const shared = this.underWay.get(key);
    if (shared) return shared;
    const look = read().finally(() => this.underWay.delete(key));
    this.underWay.set(key, look);
    return look;
  }
}
