import { element } from '../../controls/element.ts';
import { type LegendColors, legendSample } from './legend.ts';
import type { MapLink, Readout } from './readout.ts';

export interface ReadoutPanel {
  readonly element: HTMLElement;
  readonly render: (readout: Readout, colors: LegendColors, emphasis: ReadoutEmphasis) => void;
  /** Keeps it in place and shows links. */
  readonly pin: (links: readonly MapLink[]) => void;
  readonly isPinned: () => boolean;
  readonly hide: () => void;
}

export interface ReadoutEmphasis {
  /** The number of rows there is room for. */
  readonly most: number;
  /** The key of the curve whose row stands out. */
  readonly nearest: string | null;
}

/** More notes would hide the chart; those below it have the rest. */
const MOST_NOTES = 3;

/** The box beside the crosshair with the value of every curve. Pinned, it links each place to the map. */
export function readoutPanel(onClose: () => void): ReadoutPanel {
  const values = element('div');
  const links = element('div', { className: 'curves-readout-links' });
  const close = element('button', { type: 'button', className: 'close', ariaLabel: 'Close', onclick: onClose }, '×');
  const root = element('div', { className: 'tooltip curves-readout', hidden: true }, values, links, close);
  root.addEventListener('keydown', event => {
    if (event.key === 'Escape') onClose();
  });
  let pinned = false;
  const setPinned = (value: boolean) => {
    pinned = value;
    root.classList.toggle('is-pinned', value);
    // While it only follows the pointer, the live region has the same text.
    root.ariaHidden = value ? null : 'true';
    links.hidden = !value;
    close.hidden = !value;
  };
  setPinned(false);

  return {
    element: root,
    render: (readout, colors, emphasis) => {
      setPinned(false);
      root.hidden = false;
      values.replaceChildren(...contentOf(readout, colors, emphasis));
    },
    pin: found => {
      const lead = element('p', {}, found.length === 0 ? '' : 'Show on the map:');
      links.replaceChildren(lead, element('ul', {}, ...found.map(linkItem)));
      setPinned(true);
      root.role = 'group';
      root.ariaLabel = values.querySelector('.curves-readout-heading')?.textContent ?? '';
    },
    isPinned: () => pinned,
    hide: () => {
      setPinned(false);
      root.hidden = true;
    },
  };
}

function contentOf(
  { heading, rows, averageTitle, notes }: Readout,
  colors: LegendColors,
  { most, nearest }: ReadoutEmphasis,
): HTMLElement[] {
  const line = (className: string, text: string) => element('p', { className: `curves-readout-${className}` }, text);
  const cell = (name: string, ...content: readonly (Node | string)[]) =>
    element('div', { className: `curves-readout-${name}` }, ...content);
  const smooth = rows.some(({ average }) => average !== null);
  const lines = rows.slice(0, most).map(({ key, mark, name, detail, value, average }) => {
    const details = detail === '' ? [] : [' ', element('span', { className: 'curves-readout-detail' }, detail)];
    const averages = average === null ? [] : [cell('average', average)];
    const row = cell(
      'row',
      legendSample(mark, colors),
      cell('name', name, ...details),
      cell('value', value),
      ...averages,
    );
    row.classList.toggle('is-nearest', key === nearest && rows.length > 1);
    return row;
  });
  const rest = rows.length - lines.length;
  return [
    line('heading', heading),
    ...(rows.length === 0 ? [line('none', 'No curve reaches this day.')] : []),
    ...(smooth ? [line('columns', `as reported · ${averageTitle}`)] : []),
    cell('rows', ...lines),
    ...(rest > 0 ? [line('none', `and ${rest} more; the table has all`)] : []),
    ...notes.slice(0, MOST_NOTES).map(note => line('note', note)),
  ];
}

function linkItem({ name, sentence, href }: MapLink): HTMLElement {
  return element('li', {}, element('a', { href, ariaLabel: sentence }, name));
}
