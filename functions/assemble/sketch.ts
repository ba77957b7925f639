import type { Quantiles } from '../contract/latest.ts';

/**
 * How often values of about a size occur, in buckets that are an eighth of an octave wide: counts of two stretches of
 * time add up, and quantiles are right to a tenth of their value.
 */
export interface Sketch {
  /** Pairs of bucket and count, in the order of the values; buckets of negative values are below zero. */
  readonly buckets: readonly number[];
}

/** Of one measure, as its quantiles are published. */
export type Sketches = Readonly<Record<keyof Quantiles, Sketch>>;

/** Shares of all values that lie below the published quantiles. */
export const QUANTILES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98] as const;

const EMPTY: Sketch = { buckets: [] };

/** Counts values into a sketch; made once and used again. */
export class Sketcher {
  /** By bucket, from the lowest on; only those in {@link #used} are not 0. */
  readonly #counts = new Uint32Array(2 * BUCKETS + 1);
  #used: number[] = [];

  /** @param factor each value is multiplied by it; NaN values are skipped */
  add(values: Float64Array, from: number, to: number, factor = 1): void {
    for (let at = from; at < to; at++) {
      const value = (values[at] ?? Number.NaN) * factor;
      if (value > 0) this.#count(bucketOf(value) + 1);
      else if (value < 0) this.#count(-bucketOf(-value) - 1);
      else if (value === 0) this.#count(0);
    }
  }

  #count(bucket: number): void {
    const before = this.#counts[BUCKETS + bucket] ?? 0;
    if (before === 0) this.#used.push(bucket);
    this.#counts[BUCKETS + bucket] = before + 1;
  }

  /** What was counted; begins anew. */
  take(): Sketch {
    const used = this.#used.sort((a, b) => a - b);
    const buckets = used.flatMap(bucket => [bucket, this.#counts[BUCKETS + bucket] ?? 0]);
    for (const bucket of used) this.#counts[BUCKETS + bucket] = 0;
    this.#used = [];
    return used.length === 0 ? EMPTY : { buckets };
  }
}

/** The values of several sketches together. */
export function mergedSketch(sketches: readonly Sketch[]): Sketch {
  const counts = new Map<number, number>();
  for (const { buckets } of sketches) {
    for (let at = 0; at < buckets.length; at += 2) {
      const bucket = buckets[at] ?? 0;
      counts.set(bucket, (counts.get(bucket) ?? 0) + (buckets[at + 1] ?? 0));
    }
  }
  return { buckets: [...counts].sort(([a], [b]) => a - b).flat() };
}

/** The values below which the {@link QUANTILES} of all values lie, with 3 digits; empty where there are none. */
export function quantilesOf({ buckets }: Sketch): number[] {
  let all = 0;
  for (let at = 1; at < buckets.length; at += 2) all += buckets[at] ?? 0;
  if (all === 0) return [];
  return QUANTILES.map(share => {
    let below = 0;
    for (let at = 0; at < buckets.length; at += 2) {
      const count = buckets[at + 1] ?? 0;
      if (below + count >= share * all) return valueAt(buckets[at] ?? 0, (share * all - below) / count);
      below += count;
    }
    return valueAt(buckets.at(-2) ?? 0, 1);
  });
}

/** The exponent and three bits of the fraction of a double. */
const BITS = 17;
const BUCKETS = 1 << 14;
const DIGITS = 3;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** @param value above zero */
function bucketOf(value: number): number {
  double[0] = value;
  return ((words[1] ?? 0) >>> BITS) & (BUCKETS - 1);
}

/** @param share of the way through the bucket */
function valueAt(bucket: number, share: number): number {
  if (bucket === 0) return 0;
  const size = Math.abs(bucket) - 1;
  const [low, high] = [lowerBound(size), lowerBound(size + 1)];
  const along = bucket > 0 ? share : 1 - share;
  const value = Number((low + (high - low) * along).toPrecision(DIGITS));
  return bucket > 0 ? value : -value;
}

function lowerBound(bucket: number): number {
  words[0] = 0;
  words[1] = bucket << BITS;
  return double[0] ?? 0;
}
