import type { RegionDescription } from '../../contract/answers.ts';
import { Problem } from '../../contract/problem.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { type FigureValue, newestValue, type PlaceFigure, placeFigures } from '../../measures/place-figures.ts';
import { findRegions, readRegionTables } from '../lookup/find.ts';
import { describeRow, type MapRegions } from '../lookup/region-table.ts';
import { type DatasetView, openDataset } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';
import { readSeries } from '../series/read-series.ts';
import { escaped, pageWith } from './page-html.ts';
import { figureSentence } from './place-words.ts';

/** A page links this many places at most; the sitemap has them all. */
const MAX_LINKS = 200;

/** Which page: `rain` or `rain@<snapshot>`, and the id of the place. */
export interface PlaceAddress {
  readonly dataset: string;
  readonly place: string;
}

/**
 * The page of a place before its script runs: title, figures of the newest period, links to the places around it.
 * Throws `unknown-dataset`, `unknown-snapshot` or `unknown-region`.
 * @param template the page that the script starts in @param origin `https://example.org`
 */
export async function placePage(
  published: PublishedReader,
  { dataset: asked, place: id }: PlaceAddress,
  template: string,
  origin: string,
): Promise<string> {
  const [dataset = '', pinned = null] = asked.split('@');
  const view = await openDataset(published, dataset, pinned);
  const tables = await readRegionTables(published, view);
  const [place] = findRegions(tables, [id]);
  if (place === undefined) throw new Problem('unknown-region', `there is no region "${id}"`);
  const { snapshot } = view;
  const figures = await figureSentences(published, view, place);
  const name = fullName(place);
  const title = `${name} · ${snapshot.title}`;
  const description = `${name}: ${figures.join('; ') || 'no figures yet'}.`;
  const base = `/${asked}/place/`;
  const link = ({ id: to, name: called }: RegionDescription) =>
    `<li><a href="${escaped(base + addressId(to))}">${escaped(called)}</a></li>`;
  const { parents, children, siblings } = placesAround(tables, place);
  const main = [
    '<section id="tab-place" class="tab place">',
    `<h1>${escaped(name)}</h1>`,
    `<p>${escaped(snapshot.title)}</p>`,
    `<ul>${figures.map(text => `<li>${escaped(text)}</li>`).join('')}</ul>`,
    ...listOf('Part of', parents.map(link)),
    ...listOf(`Places in ${name}`, children.map(link)),
    ...listOf('Other places', siblings.map(link)),
    '</section>',
  ].join('\n');
  // Every version of a place has the same page for search engines: the live one.
  const canonical = `${origin}/${dataset}/place/${addressId(place.id)}`;
  return pageWith(template, { title, description, canonical, main });
}

async function figureSentences(
  published: PublishedReader,
  view: DatasetView,
  place: RegionDescription,
): Promise<readonly string[]> {
  const { snapshot } = view;
  const { period } = snapshot;
  const figures = placeFigures(snapshot.measures, period, place.population);
  const read = async (figure: PlaceFigure) => {
    const { change, smooth, per, measure } = figure;
    const request = { regions: [place.id], measures: [measure.id], dimension: [], from: null, to: null, align: null };
    const { answer } = await readSeries(published, view, { ...request, change, smooth, per });
    return sentencesOf(figure, newestValue(answer.series[0]?.values ?? [], period), snapshot);
  };
  return (await Promise.all(figures.map(read))).flat();
}

function sentencesOf(figure: PlaceFigure, value: FigureValue, snapshot: Snapshot): string[] {
  const sentence = figureSentence(figure, value, snapshot.period);
  return sentence === null ? [] : [sentence];
}

/** What contains a place, what it contains, and what else its parent contains. */
function placesAround(tables: readonly MapRegions[], place: RegionDescription) {
  const rows = tables.flatMap(table => table.ids.map((_, row) => ({ table, row })));
  const ofParent = (parent: string | null, map: string | null) =>
    rows
      .filter(({ table, row }) => (table.parents[row] ?? null) === parent && (map === null || table.map === map))
      .slice(0, MAX_LINKS)
      .map(({ table, row }) => describeRow(table, row));
  const parents = rows
    .filter(({ table, row }) => table.ids[row] === place.parent)
    .map(({ table, row }) => describeRow(table, row));
  const siblings = ofParent(place.parent, place.map).filter(({ id }) => id !== place.id);
  return { parents, children: ofParent(place.id, null), siblings };
}

function fullName({ name, parentName }: RegionDescription): string {
  return parentName === null ? name : `${name}, ${parentName}`;
}

/** An id as a part of an address: dots too, so that nothing takes it for a file. */
export function addressId(id: string): string {
  return encodeURIComponent(id).replaceAll('.', '%2E');
}

function listOf(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`<h2>${escaped(title)}</h2>`, `<ul>${items.join('')}</ul>`];
}
