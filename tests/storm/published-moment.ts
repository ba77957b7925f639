import type { Moment } from './changing-uploads.ts';
import type { Live } from './visitor.ts';

/**
 * Holds what is published against all that the uploads ever were: the newest is always the state of one moment, and never
 * of an earlier one than before; what is live is that, or was it.
 */
export class PublishedMoment {
  readonly #moments: readonly Moment[];
  #last = 0;
  #id: string | undefined;
  readonly #known = new Set<string>();

  constructor(moments: readonly Moment[]) {
    this.#moments = moments;
  }

  /** Throws with a sentence where the promise is broken. */
  hold(live: Live | null): void {
    if (live === null && this.#id === undefined) return;
    if (live === null) throw new Error(`nothing is live any more; it was ${this.#id}`);
    this.#holdNewest(live.newest);
    this.#known.add(live.newest.id);
    if (!this.#known.has(live.id)) throw new Error(`snapshot ${live.id} is live and was never the newest`);
  }

  #holdNewest(newest: Live['newest']): void {
    if (newest.id === this.#id) return;
    const fits = (moment: Moment) => isOf(moment, newest);
    const now = this.#moments.findIndex((moment, index) => index >= this.#last && fits(moment));
    if (now < 0) {
      const before = this.#moments.findLastIndex(fits);
      const what = before < 0 ? 'the uploads of no moment' : `moment ${before} after moment ${this.#last}`;
      throw new Error(`snapshot ${newest.id} shows ${what}: ${told(described(newest))}`);
    }
    this.#last = now;
    this.#id = newest.id;
  }
}

function isOf(moment: Moment, newest: Live['newest']): boolean {
  const { title, rule, uploads } = described(newest);
  const same = [...moment.uploads].every(([key, sha]) => uploads.get(key) === sha);
  return title === moment.title && rule === moment.rule && uploads.size === moment.uploads.size && same;
}

function described({ snapshot, receipt }: Live['newest']): Moment {
  return {
    title: snapshot.title,
    rule: receipt.rules[0]?.rule ?? '',
    uploads: new Map(receipt.inputs.map(({ key, sha256 }) => [key, sha256])),
  };
}

function told({ title, rule, uploads }: Moment): string {
  return `"${title}", "${rule}", ${[...uploads].map(([key, sha]) => `${key} ${sha?.slice(0, 6)}`).join(', ')}`;
}
