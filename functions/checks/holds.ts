import type { CheckId } from '../contract/check-report.ts';

/** One place of one report whose values are not published. */
export interface Hold {
  readonly map: string;
  readonly region: string;
  readonly name: string;
  /** Null: all of them. */
  readonly measures: readonly string[] | null;
  readonly check: CheckId;
  /** The figure that fails; null where the check does not measure. */
  readonly value: number | null;
  /** One sentence without its period. */
  readonly detail: string;
}

/** Stands for the whole report, which is above all regions. */
export const WHOLE = '';

/**
 * What of one report is held back, and what follows: a place that is held back counts as it did last, for what it is
 * compared with on the next day and in the sums above it; these lack it.
 */
export class Holds {
  readonly places: Hold[] = [];
  readonly #values = new Map<string, Map<string, number | null>>();
  readonly #lacks = new Map<string, Map<string, Set<string>>>();

  isHeld(region: string, measure: string): boolean {
    return this.places.some(hold => hold.region === region && (hold.measures?.includes(measure) ?? true));
  }

  /** What counts in place of the report's own value; undefined where that counts. */
  valueOf(region: string, measure: string): number | null | undefined {
    return this.#values.get(region)?.get(measure);
  }

  setValue(region: string, measure: string, value: number | null): void {
    const values = this.#values.get(region) ?? new Map<string, number | null>();
    this.#values.set(region, values.set(measure, value));
  }

  addLack(region: string, measure: string, child: string): void {
    const lacks = this.#lacks.get(region) ?? new Map<string, Set<string>>();
    this.#lacks.set(region, lacks);
    const children = lacks.get(measure) ?? new Set<string>();
    lacks.set(measure, children.add(child));
  }

  /** Sums that are not held back themselves: the value that counts, and whom they lack. */
  *sums(): Generator<{ region: string; measure: string; value: number | null; children: readonly string[] }> {
    for (const [region, lacks] of this.#lacks) {
      for (const [measure, children] of lacks) {
        if (region === WHOLE || this.isHeld(region, measure)) continue;
        const value = this.valueOf(region, measure) ?? null;
        yield { region, measure, value, children: [...children].sort() };
      }
    }
  }

  /** The regions whose values differ from the report's. */
  regions(): string[] {
    return [...this.#values.keys()].filter(region => region !== WHOLE);
  }

  copy(): Holds {
    const copied = new Holds();
    copied.places.push(...this.places);
    for (const [region, values] of this.#values) {
      for (const [measure, value] of values) copied.setValue(region, measure, value);
    }
    for (const [region, lacks] of this.#lacks) {
      for (const [measure, children] of lacks) for (const child of children) copied.addLack(region, measure, child);
    }
    return copied;
  }
}
