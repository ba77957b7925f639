import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { batchOf } from '../aws/event-of.ts';

export interface QueueOptions {
  readonly handle: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** As many invocations run at once. */
  readonly concurrency: number;
  readonly batchSize: number;
  /** So long messages are gathered from the first one on, before a function gets them. */
  readonly windowMs: number;
  readonly maxReceives: number;
  random(): number;
}

/** A long poll is answered as soon as there is something. */
const LOOK_EVERY_MS = 20;

interface Message {
  readonly body: string;
  readonly receives: number;
}

/** A standard queue before a function, as far as its promises go: at least once, in any order, in batches, given back ones again. */
export class Queue {
  readonly #options: QueueOptions;
  #messages: Message[] = [];
  #closed = false;
  invocations = 0;
  /** Given up after the last receive. */
  dead = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** One message in ten comes twice. */
  send(body: string): void {
    const { random } = this.#options;
    for (let copy = random() < 0.1 ? 2 : 1; copy > 0; copy--) {
      const place = Math.floor(random() * (this.#messages.length + 1));
      this.#messages.splice(place, 0, { body, receives: 0 });
    }
  }

  /** Nothing more is sent: what is there is delivered. */
  close(): void {
    this.#closed = true;
  }

  /** Delivers until it is closed and empty. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.#options.concurrency }, () => this.#poll()));
  }

  async #poll(): Promise<void> {
    const { handle, batchSize, windowMs, maxReceives } = this.#options;
    while (!this.#closed || this.#messages.length > 0) {
      if (this.#messages.length === 0) await sleep(LOOK_EVERY_MS);
      else if (windowMs > 0) await sleep(windowMs);
      const batch = this.#messages.splice(0, batchSize);
      if (batch.length === 0) continue;
      this.invocations += 1;
      const { batchItemFailures } = await handle(batchOf(...batch.map(({ body }) => body)));
      for (const { itemIdentifier } of batchItemFailures) {
        const { body = '', receives = 0 } = batch[Number(itemIdentifier.slice(1))] ?? {};
        if (receives + 1 < maxReceives) this.#messages.push({ body, receives: receives + 1 });
        else this.dead += 1;
      }
    }
  }
}
