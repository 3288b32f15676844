const EMPTY = -1;

/** Which row a UUID has, without a string for each: 16 bytes a row and a hash table of row numbers. */
export class IdTable {
  private bytes: Uint32Array = new Uint32Array(4 * 1024);
  private slots: Int32Array = new Int32Array(2_048).fill(EMPTY);
  private used = 0;

  /** How many rows have been given out. */
  get size(): number {
    return this.used;
  }

  /** The row of an id; -1 where there is none. */
  find(id: string): number {
    const words = wordsOf(id);
    for (let slot = this.home(words); ; slot = (slot + 1) & (this.slots.length - 1)) {
      const row = this.slots[slot] as number;
      if (row === EMPTY || this.isAt(row, words)) return row;
    }
  }

  /** The row of an id, a new one at the end where there was none. */
  findOrAdd(id: string): number {
    const found = this.find(id);
    if (found !== EMPTY) return found;
    if ((this.used + 1) * 2 > this.slots.length) this.grow();
    this.bytes.set(wordsOf(id), this.used * 4);
    this.place(this.used);
    return this.used++;
  }

  /** Order of two rows by their ids, as PostgreSQL orders them. */
  compare(a: number, b: number): number {
    for (let i = 0; i < 4; i++) {
      const difference = (this.bytes[a * 4 + i] as number) - (this.bytes[b * 4 + i] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Order of a row's id and an id that may have no row. */
  compareTo(row: number, id: string): number {
    const words = wordsOf(id);
    for (let i = 0; i < 4; i++) {
      const difference = (this.bytes[row * 4 + i] as number) - (words[i] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  idOf(row: number): string {
    let hex = '';
    for (let i = 0; i < 4; i++) hex += (this.bytes[row * 4 + i] as number).toString(16).padStart(8, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  private isAt(row: number, words: Words): boolean {
    for (let i = 0; i < 4; i++) if (this.bytes[row * 4 + i] !== words[i]) return false;
    return true;
  }

  /** Random bits of UUIDs, of version 7 too, are at the end. */
  private home(words: Words): number {
    return Math.imul(words[3] ^ Math.imul(words[2], 0x9e3779b1), 0x85ebca6b) & (this.slots.length - 1);
  }

  private place(row: number): void {
    const words = this.bytes.subarray(row * 4, row * 4 + 4) as unknown as Words;
    let slot = this.home(words);
    while (this.slots[slot] !== EMPTY) slot = (slot + 1) & (this.slots.length - 1);
    this.slots[slot] = row;
  }

  private grow(): void {
    const bytes = new Uint32Array(this.bytes.length * 2);
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    for (let row = 0; row < this.used; row++) this.place(row);
  }
}

type Words = readonly [number, number, number, number];

function wordsOf(id: string): Words {
  const hex = id.replaceAll('-', '');
  const at = (start: number): number => Number.parseInt(hex.slice(start, start + 8), 16) >>> 0;
  return [at(0), at(8), at(16), at(24)];
}
