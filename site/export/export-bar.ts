import './export.css';
import { element, lineIcon } from '../controls/element.ts';
import { isExported } from '../data/ask-api.ts';
import type { Exportable } from './exportable.ts';

interface Part {
  readonly name: string;
  readonly hint: string;
  readonly icon: string;
  /** Begins the error message. */
  readonly failure: string;
  /** Gives a message for the visitor, or an empty one. Its code is loaded on demand. */
  readonly run: (exportable: Exportable) => Promise<string>;
}

const PARTS: readonly Part[] = [
  {
    name: 'Picture',
    hint: 'Save as a picture (PNG)',
    icon: 'M2 3h12v10H2zM2 11l3.5-3.5L8 10l2.5-3 3.5 4',
    failure: 'The picture could not be made',
    run: async exportable => (await import('./save.ts')).savePicture(exportable),
  },
  {
    name: 'Video',
    hint: 'Record as a video (WebM)',
    icon: 'M2 3h12v10H2zM6.5 5.5v5l4-2.5z',
    failure: 'The video could not be recorded',
    run: async exportable => (await import('./video.ts')).saveVideo(exportable),
  },
  {
    name: 'Numbers',
    hint: 'Save the numbers for a spreadsheet (CSV)',
    icon: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
    failure: 'The numbers could not be saved',
    run: async exportable => (await import('./save.ts')).saveNumbers(exportable),
  },
  {
    name: 'Download',
    hint: 'Download the rows (CSV, Parquet, JSON)',
    icon: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
    failure: 'The files could not be listed',
    run: async exportable => (await import('./files-dialog.ts')).showFiles(exportable),
  },
  {
    name: 'Copy',
    hint: 'Copy the rows for a spreadsheet',
    icon: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
    failure: 'The rows could not be copied',
    run: async exportable => (await import('./files-dialog.ts')).copyRows(exportable),
  },
  {
    name: 'Table',
    hint: 'Show the numbers as a table',
    icon: 'M2 3h12v10H2zM2 6.5h12M2 9.75h12M6.5 6.5V13',
    failure: 'The table could not be shown',
    run: async exportable => (await import('./dialogs.ts')).showTable(exportable),
  },
  {
    name: 'Code',
    hint: 'Get these numbers by a program',
    icon: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8 10.5h3.5',
    failure: 'The code could not be shown',
    run: async exportable => (await import('./dialogs.ts')).showCode(exportable),
  },
  {
    name: 'Embed',
    hint: 'Put this view into your own page',
    icon: 'M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9.25 3l-2.5 10',
    failure: 'The code could not be shown',
    run: async exportable => (await import('./dialogs.ts')).showEmbed(exportable),
  },
  {
    name: 'Share',
    hint: 'Send a link to this view',
    icon: 'M8 10V2M4.5 5 8 1.75 11.5 5M5 7.5H3v6h10v-6h-2',
    failure: 'The link could not be shared',
    run: async exportable => (await import('./dialogs.ts')).shareView(exportable),
  },
];

/** Fills an element with a row of buttons that export a map or a chart, and a status line. */
export function exportBar(root: HTMLElement, exportable: Exportable): void {
  const status = element('p', { className: 'note export-status', role: 'status' });
  const lacking = new Set([
    ...(exportable.video !== undefined && canRecord() ? [] : ['Video']),
    ...(exportable.call === undefined || isExported() ? ['Code'] : []),
    ...(exportable.table === undefined ? ['Numbers', 'Table'] : []),
    ...(exportable.files === undefined ? ['Download'] : []),
    ...(exportable.copy === undefined ? ['Copy'] : []),
  ]);
  const parts = PARTS.filter(({ name }) => !lacking.has(name));
  const buttons = parts.map(part => partButton(part, exportable, status));
  root.replaceChildren(
    element('div', { className: 'export-row', role: 'group', ariaLabel: 'Export' }, ...buttons),
    status,
  );
}

function partButton({ name, hint, icon, failure, run }: Part, exportable: Exportable, status: HTMLElement) {
  const button = element(
    'button',
    { type: 'button', className: 'note export-button', title: hint },
    lineIcon(icon),
    name,
  );
  let busy = false;
  button.addEventListener('click', async () => {
    if (busy) return;
    busy = true;
    status.textContent = '';
    try {
      status.textContent = await run(exportable);
    } catch (error) {
      status.textContent = `${failure}: ${error instanceof Error ? error.message : String(error)}`;
    }
    busy = false;
  });
  return button;
}

function canRecord(): boolean {
  return (
    'captureStream' in HTMLCanvasElement.prototype &&
    'MediaRecorder' in globalThis &&
    MediaRecorder.isTypeSupported('video/webm')
  );
}
