import { orAborted } from './or-aborted.ts';

/** What can be paused and taken up again, as a recorder of media can. */
export interface Pausable {
  readonly pause: () => void;
  readonly resume: () => void;
}

export interface Stopwatch {
  /** Until so much time has passed since the last call, drawing included; while the page is hidden, time rests. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Until something is done; where it is not done yet, time rests. */
  readonly waitFor: (work: Promise<void>) => Promise<void>;
}

/** The time of a recording: it rests with the recorder. Everything waiting rejects when the signal is aborted. */
export function stopwatch(recorder: Pausable, signal: AbortSignal): Stopwatch {
  const within = <T>(work: Promise<T>) => orAborted(work, signal);
  let due = performance.now();

  const paused = async (work: Promise<void>) => {
    recorder.pause();
    await within(work);
    recorder.resume();
    due = performance.now();
  };
  const waitFor: Stopwatch['waitFor'] = async work => {
    const done = await within(Promise.race([work.then(() => true), sleep(0).then(() => false)]));
    if (!done) await paused(work);
  };
  const pass: Stopwatch['pass'] = async milliseconds => {
    due = Math.max(due + milliseconds, performance.now());
    await within(sleep(due - performance.now()));
    if (document.hidden) await paused(shown());
  };
  return { pass, waitFor };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function shown(): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
  });
}
