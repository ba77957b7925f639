import { colorOf } from '../../charts/mark.ts';
import type { LegendColors } from './legend.ts';
import { legendSample } from './legend-sample.ts';
import type { Readout } from './readout.ts';

export interface MapLink {
  /** `Elm`, or with its date where curves are aligned. */
  readonly name: string;
  /** `Show Elm on the map on June 1, 2020` */
  readonly sentence: string;
  readonly href: string;
}

export interface ReadoutPanel {
  readonly element: HTMLElement;
  readonly render: (readout: Readout, colors: LegendColors, emphasis: ReadoutEmphasis) => void;
  /** Keeps it in place, with links to follow. */
  readonly pin: (links: readonly MapLink[]) => void;
  readonly isPinned: () => boolean;
  readonly hide: () => void;
}

export interface ReadoutEmphasis {
  /** How many rows there is room for. */
  readonly most: number;
  /** The row that stands out, by its curve's key. */
  readonly nearest: string | null;
}

/** More would hide the chart; the notes below it say the rest. */
const MOST_NOTES = 3;

/** The box beside the cross: every curve's value on its day. Pinned, it offers each place on the map. */
export function readoutPanel(onClose: () => void): ReadoutPanel {
  const element = document.createElement('div');
  element.className = 'curves-readout';
  element.hidden = true;
  const values = document.createElement('div');
  const links = document.createElement('div');
  links.className = 'curves-readout-links';
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'curves-readout-close';
  close.setAttribute('aria-label', 'Close');
  close.textContent = '×';
  close.addEventListener('click', onClose);
  element.append(values, links, close);
  element.addEventListener('keydown', event => {
    if (event.key === 'Escape') onClose();
  });
  let pinned = false;
  const setPinned = (value: boolean) => {
    pinned = value;
    element.classList.toggle('is-pinned', value);
    // While it only follows the pointer, the live region says the same.
    if (value) element.removeAttribute('aria-hidden');
    else element.setAttribute('aria-hidden', 'true');
    links.hidden = !value;
    close.hidden = !value;
  };
  setPinned(false);

  return {
    element,
    render: (readout, colors, emphasis) => {
      setPinned(false);
      element.hidden = false;
      values.replaceChildren(...contentOf(readout, colors, emphasis));
    },
    pin: found => {
      const lead = document.createElement('p');
      lead.textContent = found.length === 0 ? '' : 'Show on the map:';
      const list = document.createElement('ul');
      list.append(...found.map(linkItem));
      links.replaceChildren(lead, list);
      setPinned(true);
      element.setAttribute('role', 'group');
      element.setAttribute('aria-label', values.querySelector('.curves-readout-heading')?.textContent ?? '');
    },
    isPinned: () => pinned,
    hide: () => {
      setPinned(false);
      element.hidden = true;
    },
  };
}

function contentOf(
  { heading, rows, averageTitle, notes }: Readout,
  colors: LegendColors,
  { most, nearest }: ReadoutEmphasis,
): HTMLElement[] {
  const smooth = rows.some(({ average }) => average !== null);
  const list = document.createElement('div');
  list.className = 'curves-readout-rows';
  const shown = rows.slice(0, most);
  for (const row of shown) {
    const line = part('curves-readout-row', '');
    line.classList.toggle('is-nearest', row.key === nearest && rows.length > 1);
    const name = part('curves-readout-name', row.name);
    if (row.detail !== '') name.append(' ', part('curves-readout-detail', row.detail, 'span'));
    line.append(legendSample(row.mark, colorOf(row.mark, colors.palette, colors.ink)), name);
    line.append(part('curves-readout-value', row.value));
    if (row.average !== null) line.append(part('curves-readout-average', row.average));
    list.append(line);
  }
  const rest = rows.length - shown.length;
  return [
    part('curves-readout-heading', heading, 'p'),
    ...(rows.length === 0 ? [part('curves-readout-none', 'No curve reaches this day.', 'p')] : []),
    ...(smooth ? [part('curves-readout-columns', `as reported · ${averageTitle}`, 'p')] : []),
    list,
    ...(rest > 0 ? [part('curves-readout-none', `and ${rest} more; the table has all`, 'p')] : []),
    ...notes.slice(0, MOST_NOTES).map(note => part('curves-readout-note', note, 'p')),
  ];
}

function linkItem({ name, sentence, href }: MapLink): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  link.textContent = name;
  link.setAttribute('aria-label', sentence);
  item.append(link);
  return item;
}

function part(className: string, text: string, tag = 'div'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
