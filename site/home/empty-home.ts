import { element } from '../controls/element.ts';

const FILES = 'CSV, TSV, JSON, NDJSON or Parquet, gzipped or not';

/** How to begin. @param zone takes a file, where this page is served to the machine of its owner */
export function emptyHome(zone: HTMLElement | null): HTMLElement {
  const steps = element(
    'ol',
    { className: 'steps' },
    step('Recognized', 'Types, dates, places and measures are found in all rows, and the page says why.'),
    step('Checked', 'A file that cannot be read is refused with the line and the fault. Nothing is published unseen.'),
    step('Published', 'An address to share. Upload the file again to replace it; earlier versions stay.'),
  );
  const command = element('code', {}, 'seecovid upload penguins.csv');
  const upload =
    zone === null
      ? element('p', { className: 'upload-hint' }, 'Upload a table with ', command, `: ${FILES}.`)
      : element('p', { className: 'upload-hint is-other' }, 'From a terminal: ', command);
  return element(
    'div',
    { className: 'empty-home' },
    element('h1', {}, 'No data sets yet'),
    element(
      'p',
      { className: 'empty-lead' },
      `${zone === null ? 'Upload a table' : 'Drop a table here'} and it becomes a page: sortable rows, charts, an API and, where it names places and days, a map and curves.`,
    ),
    ...(zone === null ? [upload, steps] : [zone, steps, upload]),
  );
}

function step(name: string, text: string): HTMLElement {
  return element('li', {}, element('b', {}, name), element('p', {}, text));
}
