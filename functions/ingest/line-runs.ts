/** The lines on which records begin, in order. Records on consecutive lines take no memory: only the first of them is kept. */
export class LineRuns {
  readonly #indices: number[] = [];
  readonly #lines: number[] = [];
  #length = 0;
  #next = 0;

  get length(): number {
    return this.#length;
  }

  add(line: number): void {
    if (line !== this.#next || this.#length === 0) {
      this.#indices.push(this.#length);
      this.#lines.push(line);
    }
    this.#length += 1;
    this.#next = line + 1;
  }

  /** The line of a record, 0 for the first; undefined if there are not so many. */
  at(index: number): number | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    let low = 0;
    for (let high = this.#indices.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((this.#indices[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return (this.#lines[low] ?? 0) + index - (this.#indices[low] ?? 0);
  }

  /** The first record of each run of consecutive lines. */
  *runs(): Generator<{ readonly index: number; readonly line: number }> {
    for (const [run, index] of this.#indices.entries()) yield { index, line: this.#lines[run] ?? 0 };
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [run, index] of this.#indices.entries()) {
      const records = (this.#indices[run + 1] ?? this.#length) - index;
      for (let record = 0; record < records; record++) yield (this.#lines[run] ?? 0) + record;
    }
  }
}
