import { formatCount } from '../format/numbers-and-dates.ts';
import { openDialog } from './dialog.ts';
import { type Exportable, fileName, type Video } from './exportable.ts';
import { recordVideo } from './record-video.ts';
import { saveFile } from './save.ts';

/** Records behind a dialog that shows how far it is and can be closed to stop; gives an empty sentence when stopped. */
export async function saveVideo(exportable: Exportable): Promise<string> {
  const video = exportable.video?.();
  if (video === undefined) throw new Error('nothing moves in this view');
  const name = fileName(exportable.fileName(), 'webm');
  const stopping = new AbortController();
  const { dialog, onPicture } = progressDialog(video);
  dialog.addEventListener('close', () => stopping.abort());
  try {
    return saveFile(await recordVideo(video, { signal: stopping.signal, onPicture }), name);
  } catch (error) {
    if (stopping.signal.aborted) return 'The recording was stopped; nothing was saved';
    throw error;
  } finally {
    dialog.close();
  }
}

function progressDialog(video: Video) {
  const words = document.createElement('p');
  words.textContent = `The pictures are played once and recorded: ${durationWords(video)}. Leave this page in view until then.`;
  const bar = document.createElement('progress');
  bar.className = 'video-progress';
  bar.max = video.length;
  bar.value = 0;
  bar.ariaLabel = 'Recorded so far';
  const count = document.createElement('p');
  count.className = 'video-words';
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'video-cancel';
  cancel.textContent = 'Cancel';
  cancel.autofocus = true;
  const foot = document.createElement('div');
  foot.className = 'copy-line';
  foot.append(cancel);
  // A click beside it would throw away what is recorded so far.
  const dialog = openDialog({ title: 'Recording a video', content: [words, bar, count, foot], closesBeside: false });
  cancel.addEventListener('click', () => dialog.close());
  const onPicture = (index: number) => {
    bar.value = index + 1;
    count.textContent = `Picture ${formatCount(index + 1)} of ${formatCount(video.length)}`;
  };
  return { dialog, onPicture };
}

function durationWords({ length, framesPerSecond }: Video): string {
  const seconds = Math.ceil(length / framesPerSecond);
  if (seconds < 90) return seconds === 1 ? 'about a second' : `about ${seconds} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
