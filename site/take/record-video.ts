import { orAborted } from './or-aborted.ts';
import { stopwatch } from './stopwatch.ts';
import type { Video } from './takeable.ts';

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
  const canvas = document.createElement('canvas');
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
