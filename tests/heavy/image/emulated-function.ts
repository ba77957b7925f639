import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { descendantsOf, type RunOptions, startImage, stopImage } from './image-under-test.ts';

/** The image as a function under the Runtime Interface Emulator. */
export interface EmulatedFunction {
  invoke(event: SQSEvent): Promise<{ readonly answer: SQSBatchResponse; readonly ms: number }>;
  /** What it logged since this was last called: only the lines that are JSON. */
  logged(): Record<string, unknown>[];
  /** The most memory that the function's process has held, in MB. */
  peakMb(): number;
  stop(): Promise<void>;
}

const INVOCATIONS = 'http://127.0.0.1:8080/2015-03-31/functions/function/invocations';
const TRIES = 100;
const WAIT_MS = 50;

/** Starts it with its default command. The function itself begins with the first event, so that this one is the cold one. */
export async function emulatedFunction(options: RunOptions): Promise<EmulatedFunction> {
  const child = startImage([], options);
  let said = '';
  child.stdout?.on('data', chunk => (said += chunk));
  child.stderr?.on('data', chunk => (said += chunk));
  await untilListening(() => said);
  return {
    async invoke(event) {
      const started = performance.now();
      const response = await fetch(INVOCATIONS, { method: 'POST', body: JSON.stringify(event) });
      const answer: SQSBatchResponse = JSON.parse(await response.text());
      if (!('batchItemFailures' in answer)) throw new Error(`the function failed: ${JSON.stringify(answer)}\n${said}`);
      return { answer, ms: performance.now() - started };
    },
    logged() {
      const lines = said.split('\n').flatMap(line => line.match(/\{.*\}$/) ?? []);
      said = '';
      return lines.map(line => JSON.parse(line));
    },
    peakMb: () => Math.max(0, ...descendantsOf(child.pid ?? 0).map(peakOf)),
    stop: () => stopImage(child),
  };
}

async function untilListening(said: () => string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      // Any answer will do: its root is no path of the emulator.
      await fetch(new URL('/', INVOCATIONS));
      return;
    } catch {
      await sleep(WAIT_MS);
    }
  }
  throw new Error(`the emulator did not begin to listen: ${said()}`);
}

function peakOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    // It has ended.
    return 0;
  }
}
