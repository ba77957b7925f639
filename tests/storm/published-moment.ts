import type { Moment } from './changing-uploads.ts';
import type { Live } from './visitor.ts';

/** Holds what is live against all that the uploads ever were: it is always the state of one moment, and never of an earlier one than before. */
export class PublishedMoment {
  readonly #moments: readonly Moment[];
  #last = 0;
  #id: string | undefined;

  constructor(moments: readonly Moment[]) {
    this.#moments = moments;
  }

  /** Throws with a sentence where the promise is broken. */
  hold(live: Live | null): void {
    if (live === null && this.#id === undefined) return;
    if (live === null) throw new Error(`nothing is live any more; it was ${this.#id}`);
    if (live.id === this.#id) return;
    const fits = (moment: Moment) => isOf(moment, live);
    const now = this.#moments.findIndex((moment, index) => index >= this.#last && fits(moment));
    if (now < 0) {
      const before = this.#moments.findLastIndex(fits);
      const what = before < 0 ? 'the uploads of no moment' : `moment ${before} after moment ${this.#last}`;
      throw new Error(`snapshot ${live.id} shows ${what}: ${told(described(live))}`);
    }
    this.#last = now;
    this.#id = live.id;
  }
}

function isOf(moment: Moment, live: Live): boolean {
  const { title, rule, uploads } = described(live);
  const same = [...moment.uploads].every(([key, sha]) => uploads.get(key) === sha);
  return title === moment.title && rule === moment.rule && uploads.size === moment.uploads.size && same;
}

function described({ snapshot, receipt }: Live): Moment {
  return {
    title: snapshot.title,
    rule: receipt.rules[0]?.rule ?? '',
    uploads: new Map(receipt.inputs.map(({ key, sha256 }) => [key, sha256])),
  };
}

function told({ title, rule, uploads }: Moment): string {
  return `"${title}", "${rule}", ${[...uploads].map(([key, sha]) => `${key} ${sha?.slice(0, 6)}`).join(', ')}`;
}
