import { setImmediate } from 'node:timers/promises';

/** How often an actor that waits changes its pace. */
const REWEIGHED = 0.03;

/**
 * Lets one of several actors run at a time. Each waits for its turn before whatever others may see of it; whose turn it
 * is, a seeded choice says once all are waiting.
 */
export class Turns {
  readonly #choose: () => number;
  readonly #waiting = new Map<string, () => void>();
  readonly #running = new Set<string>();
  readonly #failures: unknown[] = [];
  readonly #weights = new Map<string, number>();
  #atRest: (() => void) | undefined;

  /** @param choose a number from 0 up to 1 */
  constructor(choose: () => number) {
    this.#choose = choose;
  }

  /** Runs an actor until it ends; its failure is that of {@link run}. */
  start(actor: string, act: () => Promise<void>): void {
    this.#running.add(actor);
    void act()
      .catch(cause => this.#failures.push(cause))
      .finally(() => this.#rest(actor));
  }

  /** Resolves when it is this actor's turn. An actor does one thing at a time. */
  async turn(actor: string): Promise<void> {
    if (this.#waiting.has(actor)) throw new Error(`${actor} waits for two turns at once`);
    await new Promise<void>(go => {
      this.#waiting.set(actor, go);
      this.#rest(actor);
    });
  }

  /** Ends the waiting of an actor that is no more. */
  dismiss(actor: string): void {
    this.#waiting.get(actor)?.();
    this.#waiting.delete(actor);
  }

  /** Gives turns until every actor has ended, and looks at what each has left. */
  async run(look: (actor: string) => Promise<void>): Promise<void> {
    for (let actor = 'nobody'; ; ) {
      await this.#allAtRest();
      await look(actor);
      actor = this.#next();
      const go = this.#waiting.get(actor);
      if (go === undefined) break;
      this.#waiting.delete(actor);
      this.#running.add(actor);
      go();
    }
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  /** Ends the waiting of all, as often as they wait again, until every actor has ended. */
  async stop(): Promise<void> {
    for (;;) {
      await this.#allAtRest();
      if (this.#waiting.size === 0) return;
      for (const actor of [...this.#waiting.keys()]) {
        this.#running.add(actor);
        this.dismiss(actor);
      }
    }
  }

  /** Some are quick and some are slow, for a while: who stands still long is overtaken in more ways than who is only late. */
  #next(): string {
    const actors = [...this.#waiting.keys()].sort();
    const weights = actors.map(actor => {
      const known = this.#choose() < REWEIGHED ? undefined : this.#weights.get(actor);
      const weight = known ?? this.#choose() ** 4;
      this.#weights.set(actor, weight);
      return weight;
    });
    let at = this.#choose() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex(weight => {
      at -= weight;
      return at <= 0;
    });
    return actors.at(index) ?? '';
  }

  #rest(actor: string): void {
    this.#running.delete(actor);
    if (this.#running.size === 0) this.#atRest?.();
  }

  async #allAtRest(): Promise<void> {
    for (;;) {
      // Whoever waits may have more to do at this moment, and whoever ends may be followed.
      await setImmediate();
      if (this.#running.size === 0) return;
      await new Promise<void>(resolve => {
        this.#atRest = resolve;
      });
      this.#atRest = undefined;
    }
  }
}
