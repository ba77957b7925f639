import './export.css';
import { takeIcon } from '../controls/element.ts';
import type { Takeable } from './exportable.ts';

interface Part {
  readonly name: string;
  readonly hint: string;
  readonly icon: string;
  /** Begins the sentence that says what went wrong. */
  readonly failure: string;
  /** Gives a sentence for the visitor, or none. What it needs is loaded when it is asked for. */
  readonly take: (takeable: Takeable) => Promise<string>;
}

const PARTS: readonly Part[] = [
  {
    name: 'Picture',
    hint: 'Save as a picture (PNG)',
    icon: 'M2 3h12v10H2zM2 11l3.5-3.5L8 10l2.5-3 3.5 4',
    failure: 'The picture could not be made',
    take: async takeable => (await import('./save.ts')).savePicture(takeable),
  },
  {
    name: 'Video',
    hint: 'Record as a video (WebM)',
    icon: 'M2 3h12v10H2zM6.5 5.5v5l4-2.5z',
    failure: 'The video could not be recorded',
    take: async takeable => (await import('./video.ts')).saveVideo(takeable),
  },
  {
    name: 'Numbers',
    hint: 'Save the numbers for a spreadsheet (CSV)',
    icon: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
    failure: 'The numbers could not be saved',
    take: async takeable => (await import('./save.ts')).saveNumbers(takeable),
  },
  {
    name: 'Table',
    hint: 'Show the numbers as a table',
    icon: 'M2 3h12v10H2zM2 6.5h12M2 9.75h12M6.5 6.5V13',
    failure: 'The table could not be shown',
    take: async takeable => (await import('./dialogs.ts')).showTable(takeable),
  },
  {
    name: 'Code',
    hint: 'Get these numbers by a program',
    icon: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8 10.5h3.5',
    failure: 'The code could not be shown',
    take: async takeable => (await import('./dialogs.ts')).showCode(takeable),
  },
  {
    name: 'Embed',
    hint: 'Put this view into your own page',
    icon: 'M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9.25 3l-2.5 10',
    failure: 'The code could not be shown',
    take: async takeable => (await import('./dialogs.ts')).showEmbed(takeable),
  },
  {
    name: 'Share',
    hint: 'Send a link to this view',
    icon: 'M8 10V2M4.5 5 8 1.75 11.5 5M5 7.5H3v6h10v-6h-2',
    failure: 'The link could not be shared',
    take: async takeable => (await import('./dialogs.ts')).shareView(takeable),
  },
];

/** Fills an element with a row of buttons for taking a map or a chart along, and a line that says how it went. */
export function takeBar(element: HTMLElement, takeable: Takeable): void {
  const row = document.createElement('div');
  row.className = 'take-row';
  row.role = 'group';
  row.ariaLabel = 'Take it with you';
  const status = document.createElement('p');
  status.className = 'take-status';
  status.role = 'status';
  const lacking = new Set([
    ...(takeable.video !== undefined && canRecord() ? [] : ['Video']),
    ...(takeable.call === undefined ? ['Code'] : []),
  ]);
  const parts = PARTS.filter(({ name }) => !lacking.has(name));
  row.append(...parts.map(part => partButton(part, takeable, status)));
  element.replaceChildren(row, status);
}

function partButton({ name, hint, icon, failure, take }: Part, takeable: Takeable, status: HTMLElement) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'take-button';
  button.title = hint;
  button.append(takeIcon(icon), name);
  let busy = false;
  button.addEventListener('click', async () => {
    if (busy) return;
    busy = true;
    status.textContent = '';
    try {
      status.textContent = await take(takeable);
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
