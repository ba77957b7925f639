import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { descendantsOf, type RunOptions, startImage, stopImage } from './image-under-test.ts';

/** The image as a function under the Runtime Interface Emulator. */
export interface EmulatedFunction {
  invoke(event: SQSEvent): Promise<{ readonly result: SQSBatchResponse; readonly ms: number }>;
  /** The JSON lines logged since the last call. */
  logged(): Record<string, unknown>[];
  /** The peak memory of the function's process, in MB. */
  peakMb(): number;
  stop(): Promise<void>;
}

const INVOCATIONS = 'http://127.0.0.1:8080/2015-03-31/functions/function/invocations';
const TRIES = 100;
const WAIT_MS = 50;

/** Starts it with its default command. The function itself starts with the first event, so that is the cold one. */
export async function emulatedFunction(options: RunOptions): Promise<EmulatedFunction> {
  const child = startImage([], options);
  let output = '';
  child.stdout?.on('data', chunk => (output += chunk));
  child.stderr?.on('data', chunk => (output += chunk));
  await untilListening(() => output);
  return {
    async invoke(event) {
      const started = performance.now();
      const response = await fetch(INVOCATIONS, { method: 'POST', body: JSON.stringify(event) });
      const result: SQSBatchResponse = JSON.parse(await response.text());
      if (!('batchItemFailures' in result))
        throw new Error(`the function failed: ${JSON.stringify(result)}\n${output}`);
      return { result, ms: performance.now() - started };
    },
    logged() {
      const lines = output.split('\n').flatMap(line => line.match(/\{.*\}$/) ?? []);
      output = '';
      return lines.map(line => JSON.parse(line));
    },
    peakMb: () => Math.max(0, ...descendantsOf(child.pid ?? 0).map(peakOf)),
    stop: () => stopImage(child),
  };
}

async function untilListening(output: () => string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      // Any response will do.
      await fetch(new URL('/', INVOCATIONS));
      return;
    } catch {
      await sleep(WAIT_MS);
    }
  }
  throw new Error(`the emulator does not listen: ${output()}`);
}

function peakOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    // It has exited.
    return 0;
  }
}
