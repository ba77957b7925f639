import './drop-zone.css';
import type { DroppedFile } from '../../functions/contract/dropped.ts';
import { element, lineIcon } from '../controls/element.ts';
import { droppedPreview } from './dropped-preview.ts';
import { forgetFile, sendFile } from './send-file.ts';
import { publishUntilLive } from './when-live.ts';

/** Whether this page is served to the machine of its owner, and not within the page of somebody else. */
export function takesFiles(): boolean {
  return document.body.dataset.takesFiles !== undefined && window.top === window;
}

/**
 * Takes a file that is dropped anywhere on the page, or chosen: shows what each column is taken for, and publishes it when
 * its owner says so. @param isAlone there is nothing else on the page yet
 */
export function dropZone(isAlone: boolean): HTMLElement {
  const outcome = element('div', { className: 'dropped' });
  outcome.setAttribute('aria-live', 'polite');
  const input = element('input', { type: 'file', className: 'visually-hidden', tabIndex: -1, ariaHidden: 'true' });
  const choose = element(
    'button',
    { type: 'button', className: isAlone ? 'primary' : 'quiet', onclick: () => input.click() },
    'Choose a file',
  );
  const zone = element('div', { className: isAlone ? 'zone' : 'zone is-slim' }, ...zoneWords(isAlone), choose, input);
  let latest = 0;

  const show = (...nodes: readonly (Node | string)[]) => outcome.replaceChildren(...nodes);
  const note = (words: string) => show(element('p', { className: 'dropped-note', role: 'status' }, words));
  const publish = async ({ id, dataset, file }: DroppedFile) => {
    note(`Publishing ${file}…`);
    try {
      const refusal = await publishUntilLive(id, dataset);
      if (refusal === null) location.assign(`/${dataset}`);
      else show(notice(`${file} is not live.`, sentence(refusal)));
    } catch (error) {
      show(notice(`${file} was not published.`, messageOf(error)));
    }
  };
  const discard = (id: string) => {
    show();
    choose.focus();
    forgetFile(id).catch(() => undefined);
  };
  const take = async (file: File) => {
    latest += 1;
    const own = latest;
    note(`Reading ${file.name}…`);
    try {
      const answer = await sendFile(file);
      if (own !== latest) return;
      if (answer.file === null) show(refused(file.name, answer.refusal ?? '', () => input.click()));
      else {
        const dropped = answer.file;
        const preview = droppedPreview(dropped, {
          publish: () => publish(dropped),
          discard: () => discard(dropped.id),
        });
        show(preview);
        preview.focus();
      }
      outcome.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      if (own === latest) show(notice(`${file.name} was not read.`, messageOf(error)));
    }
  };

  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void take(file);
    input.value = '';
  });
  onFileDropped(zone, files => {
    const [file] = files;
    if (files.length > 1)
      show(notice('One file at a time.', 'Each file is a data set of its own: drop them one by one.'));
    else if (file !== undefined) void take(file);
  });
  return element('div', { className: 'drop-area' }, zone, outcome);
}

function zoneWords(isAlone: boolean): Node[] {
  if (!isAlone)
    return [
      element('p', {}, element('b', {}, 'Add a data set:'), ' drop a table anywhere on this page, or choose a file.'),
    ];
  return [
    lineIcon('M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 7.5h5M5.5 10.5h5M8 7.5v5'),
    element('h2', {}, 'Drop a CSV'),
    element('p', {}, 'also TSV, JSON, NDJSON or Parquet, gzipped or not'),
    element('p', { className: 'zone-promise' }, 'You see a preview first. Nothing is published until you say so.'),
  ];
}

/** Files may be dropped anywhere on the page; without this, the browser would open them in its place. */
function onFileDropped(zone: HTMLElement, take: (files: FileList) => void): void {
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  let depth = 0;
  const mark = (change: number) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle('is-over', depth > 0);
  };
  addEventListener('dragenter', event => isFile(event) && mark(1));
  addEventListener('dragleave', event => isFile(event) && mark(-1));
  addEventListener('dragover', event => {
    if (isFile(event)) event.preventDefault();
  });
  addEventListener('drop', event => {
    if (!isFile(event) || event.dataTransfer === null) return;
    event.preventDefault();
    mark(-depth);
    take(event.dataTransfer.files);
  });
}

/** Line and fault, and the two ways on. */
function refused(name: string, reason: string, again: () => void): HTMLElement {
  const button = element('button', { type: 'button', className: 'inline', onclick: again }, 'choose another file');
  return notice(
    `${name} was not read.`,
    `${sentence(reason)} Nothing was published. Correct it and drop it again, or `,
    button,
    '.',
  );
}

function notice(title: string, text: string, ...more: readonly (Node | string)[]): HTMLElement {
  return element('p', { className: 'dropped-refusal', role: 'alert' }, element('b', {}, title), ` ${text}`, ...more);
}

function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}

function messageOf(error: unknown): string {
  return sentence(error instanceof Error ? error.message : String(error));
}
