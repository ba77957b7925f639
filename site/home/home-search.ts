import type { IndexEntry } from '../../functions/contract/index-file.ts';
import type { MapDescription } from '../../functions/contract/snapshot.ts';
import { KINDS } from '../../functions/measures/kinds.ts';
import { foldText } from '../../functions/measures/similar-names.ts';
import { openPublished, type Published } from '../data/published.ts';
import { formatAmount } from '../format/amounts.ts';
import { measureLabel } from '../format/measures.ts';
import { formatCount } from '../format/numbers-and-dates.ts';
import {
  type Found,
  type FoundPlace,
  placeSource,
  type SearchAnswer,
  type SearchSource,
} from '../search/place-source.ts';

export interface FoundPage extends Found {
  readonly href: string;
}

const MAX_PLACES = 12;
const MAX_DATASETS = 6;

/** The search over all data sets: places first, each with its latest figure in every data set that has it. */
export function homeSource(datasets: readonly IndexEntry[]): SearchSource<FoundPage> {
  const withPlaces = datasets.filter(({ places }) => places > 1).map(placesIn);
  return {
    prepare: () => {
      for (const { prepare } of withPlaces) prepare();
    },
    find: async text => {
      const answers = await Promise.all(withPlaces.map(({ find }) => find(text)));
      const found = [...samePlacesTogether(answers).slice(0, MAX_PLACES), ...datasetsNamed(text, datasets)];
      const note = answers.find(answer => answer.note !== null)?.note ?? null;
      return { found, note: found.length > 0 ? note : (note ?? `No data set or place here is called “${text}”.`) };
    },
  };
}

/** Data sets whose title, description or tables have all of the words. */
function datasetsNamed(text: string, datasets: readonly IndexEntry[]): FoundPage[] {
  const words = foldText(text).split(' ');
  const named = datasets.filter(({ id, title, description, tables }) => {
    const whole = foldText([id, title, description, ...tables.map(table => table.title)].join(' '));
    return words.every(word => whole.includes(word));
  });
  return named.slice(0, MAX_DATASETS).map(({ id, title, places, tables }) => {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const size = places > 1 ? `${formatCount(places)} places` : `${formatCount(rows)} rows`;
    return { group: 'Data sets', name: title, label: null, detail: size, href: `/${id}` };
  });
}

interface PlacePage extends FoundPage {
  /** Of the place, on whichever data set. */
  readonly place: string;
}

/**
 * The best of each answer first, those found by their names before others, and what is known of one place in other data
 * sets right after it.
 */
function samePlacesTogether(answers: readonly SearchAnswer<PlacePage>[]): readonly PlacePage[] {
  const longest = Math.max(0, ...answers.map(({ found }) => found.length));
  const inTurn = Array.from({ length: longest }, (_, rank) => answers.flatMap(({ found }) => found[rank] ?? [])).flat();
  const [named, others] = [true, false].map(isNamed => inTurn.filter(({ label }) => (label === null) === isNamed));
  return [...Map.groupBy([...(named ?? []), ...(others ?? [])], ({ place }) => place).values()].flat();
}

/** The places of one data set. It is opened when it is first asked. */
function placesIn({ id, title, views }: IndexEntry): SearchSource<PlacePage> {
  let opened: Promise<Opened | null> | null = null;
  const open = () => {
    opened ??= openPublished(id, null).then(published => (published === null ? null : openedOf(published)));
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  const hrefOf = ({ map, id: place }: FoundPlace) =>
    views.includes('map') ? `/${id}/map?${new URLSearchParams({ map, place })}` : `/${id}`;
  return {
    prepare: () =>
      void open()
        .then(found => found?.prepare())
        .catch(() => undefined),
    find: async text => {
      const data = await open();
      if (data === null) return { found: [], note: null };
      const { found, note } = await data.find(text);
      const pages = found.map(async place => {
        const figure = await data.figureOf(place).catch(() => null);
        return {
          ...place,
          ...{ group: 'Places', place: `${place.map} ${place.id}`, href: hrefOf(place) },
          detail: figure === null ? title : `${title}: ${figure}`,
        };
      });
      return { found: await Promise.all(pages), note };
    },
  };
}

interface Opened extends SearchSource<FoundPlace> {
  /** The latest value of the first measure that its map has. */
  readonly figureOf: (place: FoundPlace) => Promise<string | null>;
}

function openedOf(published: Published): Opened {
  const { snapshot } = published;
  const figures = new Map<string, Promise<(id: string) => string | null>>();
  const figuresOf = async (map: MapDescription) => {
    const key = map.measures[0] ?? '';
    const measure = snapshot.measures.find(({ id }) => key === id || key.startsWith(`${id};`));
    if (measure === undefined) return () => null;
    const { change } = KINDS[measure.kind];
    const [{ ids }, latest] = await Promise.all([published.readRegions(map.regions), published.readLatest(map.latest)]);
    const values = new Map(ids.map((id, row) => [id, latest.measures[key]?.[change][row] ?? null]));
    return (id: string) => {
      const value = values.get(id) ?? null;
      if (value === null) return null;
      return `${formatAmount(value / 10 ** measure.decimals, measure)} ${measureLabel(measure, change)}`;
    };
  };
  return {
    ...placeSource(published),
    figureOf: async ({ map: id, id: place }) => {
      const map = snapshot.maps.find(map => map.id === id);
      if (map === undefined) return null;
      const known = figures.get(id) ?? figuresOf(map);
      figures.set(id, known);
      return (await known)(place);
    },
  };
}
