import type { Dataset, PlaceName, PlaceRegion, Places } from '../contract/dataset.ts';
import { WHOLE_REGION } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import type { StagedUpload } from '../ingest/staged.ts';
import type { OwnMap } from '../job/build.ts';
import { readGazetteer } from '../measures/gazetteer.ts';
import { addsUp } from '../measures/kinds.ts';
import { placeMatcher } from '../measures/match-places.ts';
import { type ListedRegions, readRegionLists } from '../measures/region-lists.ts';

/** What was read of the table whose rows count. */
export interface ReadRows {
  readonly uploads: readonly UsedUpload[];
  /** The different values of each group of columns that the table notes, over all uploads. */
  readonly noted: readonly (readonly (readonly (string | null)[])[])[];
  /** The rows of the table that says more of the places. */
  readonly lookup: readonly (readonly (string | null)[])[];
  readonly facts: PlaceFacts;
}

/** What rows say of their places. */
export interface PlaceFacts {
  /** By the JSON of the cells that name a place. */
  readonly populations: ReadonlyMap<string, number>;
}

/** Maps that come with the data set, by id. */
export type OwnMaps = ReadonlyMap<string, Pick<OwnMap, 'name' | 'regions'>>;

/** An upload that is in use, with its key. */
export type UsedUpload = StagedUpload & { readonly key: string };

interface RegionParts {
  readonly dataset: Dataset;
  readonly rows: Pick<ReadRows, 'lookup' | 'facts'>;
  readonly ownMaps: OwnMaps;
}

type Cells = readonly (string | null)[];

/** The regions of the maps, and those that the rows name. */
export function withRegions(places: Places, named: readonly Cells[], { dataset, rows, ownMaps }: RegionParts): Places {
  if (places.levels.length === 0) {
    const region: PlaceRegion = {
      ...{ id: WHOLE_REGION, map: WHOLE_REGION, name: dataset.title, parent: null, population: null, sumsTo: null },
    };
    return { ...places, regions: [region] };
  }
  const lists: ListedRegions = new Map([
    ...readRegionLists(),
    ...[...ownMaps].map(([map, { regions }]) => [map, regions] as const),
  ]);
  const names = places.facts.point === null ? matchNames(places, named, lists) : pointNames(named);
  const populations = new Map([
    ...populationsOfRows(names, rows.facts.populations),
    ...populationsOf(rows.lookup, dataset.maps, lists),
  ]);
  return { ...places, names, regions: regionsOn(places, dataset, { lists, populations }) };
}

/** A place that is a point is named by its own text. */
function pointNames(named: readonly Cells[]): PlaceName[] {
  return named.flatMap(cells => {
    const id = pointId(cells[0] ?? '');
    return id === '' ? [] : [{ cells, region: id }];
  });
}

const LONGEST_ID = 200;

/** The id of a place that is a point: its text, without the commas that separate ids in addresses. */
export function pointId(text: string): string {
  return text
    .replaceAll(/[\s,\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_ID);
}

/** Share of the names that may match no place. A single one may be a slip in however small a table. */
const MOST_UNMATCHED = 0.1;
const MOST_SHOWN = 3;

function matchNames(places: Places, named: readonly Cells[], lists: ListedRegions): PlaceName[] {
  const gazetteer = readGazetteer();
  const matchers = new Map(
    places.levels.filter(({ map }) => map !== '').map(({ map }) => [map, placeMatcher(map, lists, gazetteer)]),
  );
  const names: PlaceName[] = [];
  const unknown: { text: string; nearest: readonly string[] }[] = [];
  let groups = 0;
  for (const tuple of named) {
    const level = places.levels.findLastIndex(({ map }, index) => map !== '' && (tuple[index] ?? '') !== '');
    const { map = '' } = places.levels[level] ?? {};
    const text = tuple[level] ?? '';
    const found = matchers.get(map)?.match(text, level > 0 ? (tuple[level - 1] ?? '') : undefined);
    if (found === undefined) continue;
    if ('region' in found) names.push({ cells: tuple, region: found.region });
    else if ('aggregate' in found) {
      groups += 1;
      names.push({ cells: tuple, region: null });
    } else unknown.push({ text, nearest: 'nearest' in found ? found.nearest : found.ambiguous });
  }
  const asked = named.length - groups;
  if (unknown.length > MOST_UNMATCHED * asked && (unknown.length > 1 || asked === 1)) {
    const examples = unknown.slice(0, MOST_SHOWN).map(({ text, nearest }) => {
      return `"${text}"${nearest[0] === undefined ? '' : ` (nearest: ${nearest[0]})`}`;
    });
    const map = places.levels.at(-1)?.map ?? '';
    throw new Problem(
      'bad-input',
      `${unknown.length} of the ${asked} places that the rows name are not on the map ${map}, such as ${examples.join(', ')}`,
    );
  }
  return names;
}

function regionsOn(
  { levels }: Places,
  dataset: Dataset,
  { lists, populations }: { readonly lists: ListedRegions; readonly populations: ReadonlyMap<string, number> },
): PlaceRegion[] {
  const declared = new Set(levels.map(({ map }) => map));
  const mapOf = new Map([...lists].flatMap(([map, listed]) => listed.map(({ id }) => [id, map] as const)));
  const shown = new Set(dataset.maps);
  const adds = dataset.measures.some(addsUp);
  const parentMap = (map: string) => mapOf.get(lists.get(map)?.[0]?.parent ?? '');
  const maps = [...lists].filter(([map]) => shown.has(map) || [...shown].some(child => parentMap(child) === map));
  return maps.flatMap(([map, listed]) =>
    listed.map(({ id, name, parent }): PlaceRegion => {
      const above = parent === null ? undefined : mapOf.get(parent);
      const isSummed = adds && above !== undefined && shown.has(above) && !declared.has(above);
      return { id, map, name, parent, population: populations.get(id) ?? null, sumsTo: isSummed ? parent : null };
    }),
  );
}

/** What the rows give: of several spellings of a region, the largest. */
function populationsOfRows(names: readonly PlaceName[], given: ReadonlyMap<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  for (const { cells, region } of names) {
    const people = given.get(JSON.stringify(cells));
    if (region !== null && people !== undefined) found.set(region, Math.max(people, found.get(region) ?? 0));
  }
  return found;
}

/** The populations that the lookup table gives, by region: of the one that has the id, else of the first that has the name. */
function populationsOf(lookup: ReadRows['lookup'], maps: readonly string[], lists: ListedRegions): Map<string, number> {
  const found = new Map<string, number>();
  if (lookup.length === 0) return found;
  const ids = new Set(maps.flatMap(map => (lists.get(map) ?? []).map(({ id }) => id)));
  const matchers = maps.map(map => placeMatcher(map, lists, readGazetteer()));
  for (const [id = null, name = null, parent = null, population = null] of lookup) {
    if (population === null) continue;
    const named = [id, name].flatMap(text => {
      if (text === null || ids.has(text)) return text ?? [];
      return matchers.flatMap(matcher => {
        const match = matcher.match(text, parent ?? undefined);
        return 'region' in match ? [match.region] : [];
      });
    });
    const [region] = named;
    if (region !== undefined) found.set(region, Number(population));
  }
  return found;
}
