import type { Parser } from '../../functions/contract/schema.ts';
import { askApi } from './ask-api.ts';

/** Answers of the API by their address: a page draws what is here, and what it asks for arrives later. */
export interface Answers<T> {
  /** The answer if it is here; else it is asked for, unless that has failed. */
  readonly peek: (path: string) => T | null;
  /** The answer if it is here. */
  readonly known: (path: string) => T | null;
  readonly read: (path: string) => Promise<T>;
  /** Nobody waits for it any more: the service need not go on. */
  readonly abandon: (path: string) => void;
  /** What failed and was not asked for again; null if nothing did. */
  readonly failure: () => Error | null;
  /** Asks again for what failed when it is next wanted. */
  readonly retry: () => void;
}

/** The oldest are forgotten: a visitor may scroll through a million rows. */
const MAX_ANSWERS = 120;

/** @param onChange called when an answer has arrived or failed */
export function answers<T>(parse: Parser<T>, onChange: () => void): Answers<T> {
  const arrived = new Map<string, T>();
  const waiting = new Map<string, Promise<T>>();
  const controls = new Map<string, AbortController>();
  const failed = new Map<string, Error>();

  const keep = (path: string, answer: T) => {
    // A map lists its keys in the order in which they were set.
    arrived.delete(path);
    arrived.set(path, answer);
    for (const oldest of arrived.keys()) {
      if (arrived.size <= MAX_ANSWERS) break;
      arrived.delete(oldest);
    }
  };
  const ask = async (path: string): Promise<T> => {
    const control = new AbortController();
    controls.set(path, control);
    try {
      const answer = await askApi(path, parse, control.signal);
      keep(path, answer);
      return answer;
    } catch (error) {
      if (!control.signal.aborted) failed.set(path, error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      // An abandoned one may have been asked for again meanwhile.
      if (controls.get(path) === control) {
        controls.delete(path);
        waiting.delete(path);
      }
      if (!control.signal.aborted) onChange();
    }
  };
  const read: Answers<T>['read'] = async path => {
    const here = arrived.get(path);
    if (here !== undefined) return here;
    const asked = waiting.get(path) ?? ask(path);
    waiting.set(path, asked);
    return asked;
  };
  return {
    read,
    known: path => arrived.get(path) ?? null,
    abandon: path => {
      controls.get(path)?.abort();
      controls.delete(path);
      waiting.delete(path);
    },
    peek: path => {
      const here = arrived.get(path);
      if (here !== undefined) keep(path, here);
      else if (!failed.has(path)) read(path).catch(() => undefined);
      return here ?? null;
    },
    failure: () => [...failed.values()][0] ?? null,
    retry: () => failed.clear(),
  };
}
