import type { IndexEntry } from '../../functions/contract/index-file.ts';
import { blobKey } from '../../functions/contract/keys.ts';
import { WHOLE_TIME } from '../../functions/contract/period.ts';
import { element } from '../controls/element.ts';
import { formatAgo } from '../controls/freshness.ts';
import { formatFigure } from '../format/amounts.ts';
import { capitalized, mapLabel, measureLabel } from '../format/measures.ts';
import { formatCount, formatDate } from '../format/numbers-and-dates.ts';

/** A data set as a card, the whole of which is its link: a picture, a figure, and what there is to see. */
export function datasetCard(entry: IndexEntry): HTMLElement {
  const { id, title, description, notice } = entry;
  const words = element('div', { className: 'card-words' });
  words.append(element('h2', {}, element('a', { href: `/${id}` }, title)));
  if (description !== '') words.append(element('p', { className: 'card-description' }, description));
  if (notice !== null) words.append(element('p', { className: 'card-notice' }, notice));
  words.append(factLine(entry), metaLines(entry));
  const card = element('li', { className: 'card' }, words);
  card.prepend(picture(entry));
  return card;
}

/** Decorative: the text beside it says what it shows. */
function picture({ id, preview }: IndexEntry): HTMLElement {
  if (preview === null) return element('div', { className: 'card-picture' });
  const src = `/${blobKey(id, preview, 'svg')}`;
  return element('img', { className: 'card-picture', src, alt: '', width: 254, height: 168, decoding: 'async' });
}

function factLine({ fact, tables }: IndexEntry): HTMLElement {
  const line = element('p', { className: 'card-fact' });
  if (fact !== null) {
    const { value, measure, change, over, map } = fact;
    const counted = `${over === 'median' && map !== null ? 'median ' : ''}${measureLabel(measure, change)}`;
    const where = map === null ? '' : ` in ${mapLabel(map)}`;
    line.append(element('b', {}, formatFigure(value, measure)), ` ${counted}${where}`);
  } else if (tables.length > 0) {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    line.append(element('b', {}, formatCount(rows)), ` ${rows === 1 ? 'row' : 'rows'}`);
  }
  return line;
}

/** Views, size and how new it is, a line each. */
function metaLines({ views, maps, fact, places, tables, lastDate, publishedAt }: IndexEntry): HTMLElement {
  // Data without places have no map, data without time no curves; all have an About page.
  const without = ['about', ...(maps[0] === 'all' ? ['map'] : []), ...(lastDate === WHOLE_TIME ? ['curves'] : [])];
  const shown = [...views.filter(view => !without.includes(view)), ...(tables.length > 0 ? ['table'] : [])];
  const size = [
    ...(places > 1 ? [`${formatCount(places)} places`] : []),
    ...tables.map(({ rows, columns, title }) => {
      const name = tables.length > 1 ? `${title}: ` : '';
      return `${name}${fact === null && tables.length === 1 ? '' : `${formatCount(rows)} rows, `}${columns} columns`;
    }),
  ];
  const date = formatDate(lastDate);
  const fresh = [
    ...(date === '' ? [] : [`to ${date}`]),
    `published ${formatAgo(publishedAt.slice(0, 10), new Date().toISOString().slice(0, 10))}`,
  ];
  const lines = [capitalized([...new Set(shown)].join(', ')), size.join(' · '), fresh.join(' · ')];
  const meta = element('p', { className: 'card-meta' });
  for (const [index, line] of lines.filter(line => line !== '').entries()) {
    meta.append(element('span', { className: index === 0 && shown.length > 0 ? 'card-views' : '' }, line));
  }
  return meta;
}
