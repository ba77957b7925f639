import { element } from '../controls/element.ts';
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
  const text = `The pictures are played once and recorded: ${durationText(video)}. Leave this page in view until then.`;
  const bar = element('progress', {
    className: 'video-progress',
    max: video.length,
    value: 0,
    ariaLabel: 'Recorded so far',
  });
  const count = element('p', { className: 'video-words' });
  const cancel = element('button', { type: 'button', className: 'quiet', autofocus: true }, 'Cancel');
  const foot = element('div', { className: 'row copy-line' }, cancel);
  // A click beside it would throw away what is recorded so far.
  const dialog = openDialog({
    title: 'Recording a video',
    content: [element('p', {}, text), bar, count, foot],
    closesBeside: false,
  });
  cancel.addEventListener('click', () => dialog.close());
  const onPicture = (index: number) => {
    bar.value = index + 1;
    count.textContent = `Picture ${formatCount(index + 1)} of ${formatCount(video.length)}`;
  };
  return { dialog, onPicture };
}

function durationText({ length, framesPerSecond }: Video): string {
  const seconds = Math.ceil(length / framesPerSecond);
  if (seconds < 90) return seconds === 1 ? 'about a second' : `about ${seconds} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
