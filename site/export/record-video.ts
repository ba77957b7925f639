import { element } from '../controls/element.ts';
import type { Video } from './exportable.ts';

/** The last picture stays as long, so that it can be read before a player starts again. */
const LAST_PICTURE_MS = 1_000;
/** Thin borders and small letters need more than what browsers take for a camera. */
const BITS_PER_SECOND = 8_000_000;
const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

export interface Watch {
  readonly signal: AbortSignal;
  /** Called with the number of each picture when it is recorded. */
  readonly onPicture: (index: number) => void;
}

/**
 * Plays a video once, in real time, and records it as WebM. What is slow to draw, or hidden because the visitor looks
 * at another window, is waited for and not recorded. Rejects when it is aborted.
 */
export async function recordVideo(video: Video, { signal, onPicture }: Watch): Promise<Blob> {
  if (video.length === 0) throw new Error('there is no picture to record');
  await orAborted(video.draw(0), signal);
  const film = filmOf(video.canvas);
  const recorder = new MediaRecorder(film.stream, { mimeType: webmType(), videoBitsPerSecond: BITS_PER_SECOND });
  const written = blobOf(recorder);
  const clock = stopwatch(recorder, signal);
  const pictureMs = 1000 / video.framesPerSecond;
  try {
    recorder.start();
    for (let index = 0; index < video.length; index++) {
      film.expose();
      onPicture(index);
      const last = index === video.length - 1;
      const next = last ? Promise.resolve() : video.draw(index + 1);
      next.catch(() => undefined);
      await clock.pass(last ? LAST_PICTURE_MS : pictureMs);
      await clock.waitFor(next);
    }
    // A picture lasts until the next: without this one the last would have no time.
    film.expose();
    await clock.pass(pictureMs);
    recorder.stop();
    return await written;
  } finally {
    film.stop();
  }
}

/** A canvas of its own: its size stays, nothing shines through, and each copy counts as a change to capture. */
function filmOf(source: HTMLCanvasElement) {
  const canvas = element('canvas');
  canvas.width = source.width;
  canvas.height = source.height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('the browser gives no canvas to draw on');
  const stream = canvas.captureStream(0);
  const tracks = stream.getVideoTracks();
  const expose = () => {
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    for (const track of tracks) if (track instanceof CanvasCaptureMediaStreamTrack) track.requestFrame();
  };
  const stop = () => {
    for (const track of tracks) track.stop();
  };
  return { stream, expose, stop };
}

function blobOf(recorder: MediaRecorder): Promise<Blob> {
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const written = new Promise<Blob>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve(new Blob(parts, { type: 'video/webm' })));
    recorder.addEventListener('error', () => reject(new Error('the browser broke the recording off')));
  });
  written.catch(() => undefined);
  return written;
}

function webmType(): string | undefined {
  return TYPES.find(type => MediaRecorder.isTypeSupported(type));
}

/** What a piece of work gives, or an error as soon as the signal is aborted, however long the work goes on. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let give = () => {};
  const aborted = new Promise<never>((_, reject) => {
    give = () => reject(signal.reason);
  });
  signal.addEventListener('abort', give);
  if (signal.aborted) give();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}

/** What can be paused and taken up again, as a recorder of media can. */
interface Pausable {
  readonly pause: () => void;
  readonly resume: () => void;
}

interface Stopwatch {
  /** Until so much time has passed since the last call, drawing included; while the page is hidden, time rests. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Until something is done; where it is not done yet, time rests. */
  readonly waitFor: (work: Promise<void>) => Promise<void>;
}

/** The time of a recording: it rests with the recorder. Everything waiting rejects when the signal is aborted. */
function stopwatch(recorder: Pausable, signal: AbortSignal): Stopwatch {
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
