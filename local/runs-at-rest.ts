import { setTimeout as sleep } from 'node:timers/promises';
import { leastRested, RestClock } from '../functions/store/until-at-rest.ts';

const POLL_MS = 100;

export interface RunsAtRestOptions {
  readonly root: string;
  readonly restMs: number;
  readonly run: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/**
 * Runs once the files under `root` have stopped changing, one run at a time. Any number of nudges during a run lead to one
 * more.
 */
export class RunsAtRest {
  readonly #options: RunsAtRestOptions;
  readonly #clock = new RestClock();
  #nudgedAt = 0;
  #wanted = false;
  #closed = false;
  #working: Promise<void> | undefined;

  constructor(options: RunsAtRestOptions) {
    this.#options = options;
  }

  nudge(): void {
    if (this.#closed) return;
    this.#nudgedAt = Date.now();
    this.#wanted = true;
    this.#working ??= this.#work();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#wanted && !this.#closed) {
      try {
        await this.#untilAtRest();
        if (!this.#closed) await this.#options.run();
      } catch (error) {
        this.#options.failed(error);
      }
    }
    this.#working = undefined;
  }

  async #untilAtRest(): Promise<void> {
    const { root, restMs } = this.#options;
    try {
      while (!this.#closed) {
        const { restedMs } = await leastRested(root, this.#clock);
        const leftMs = restMs - Math.min(restedMs, Date.now() - this.#nudgedAt);
        if (leftMs <= 0) return;
        await sleep(Math.min(leftMs, POLL_MS));
      }
    } finally {
      this.#wanted = false;
    }
  }
}
