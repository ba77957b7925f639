import type { MatchKind } from '../contract/answers.ts';
import type { Gazetteer } from '../contract/gazetteer.ts';
import type { Regions } from '../contract/regions.ts';
import { foldWords } from './similar-names.ts';

/** The columns of a map's regions that a search reads. */
export type PlaceTable = Pick<Regions, 'map' | 'ids' | 'names' | 'parents' | 'populations' | 'parentNames'>;

export interface IndexedPlace<T extends PlaceTable> {
  readonly table: T;
  readonly row: number;
  readonly id: string;
  readonly parent: string | null;
  /** 1 for a place within a place within another, such as a county; else 0. */
  readonly level: number;
  readonly people: number;
  /** Words that may follow its name, each group spelled as one word: `censusarea`. */
  readonly suffixes: readonly string[];
}

/** One text that finds a place. */
export interface PlaceKey<T extends PlaceTable> {
  readonly place: IndexedPlace<T>;
  readonly kind: MatchKind;
  /** As displayed: `Chicago`. */
  readonly text: string;
  readonly words: readonly string[];
  /** Its words without spaces, so that `De Kalb` and `DeKalb` are the same. */
  readonly whole: string;
  readonly level: number;
  readonly people: number;
}

export interface PlaceIndex<T extends PlaceTable> {
  readonly places: readonly IndexedPlace<T>[];
  readonly keys: readonly PlaceKey<T>[];
  readonly spelling: Spelling;
  readonly codeNames: Gazetteer['codeNames'];
  /** Names and codes of a region and its ancestors, which may follow the name of a place in it: `Cook, IL`. */
  readonly labelsUpFrom: (id: string | null) => Labels;
  /** Names and codes of the region itself. */
  readonly labelsOf: (id: string) => Labels;
}

export interface Labels {
  /** Each without spaces. */
  readonly wholes: readonly string[];
  readonly words: readonly string[];
}

export interface Spelled {
  readonly words: readonly string[];
  readonly whole: string;
}

/** Normalizes a text for comparison; abbreviations are expanded unless `keepsAbbreviations`. */
export type Spelling = (text: string, keepsAbbreviations?: boolean) => Spelled;

/** Indexes the regions of maps by id, name, and what the gazetteer knows about them. */
export function placeIndex<T extends PlaceTable>(tables: readonly T[], gazetteer: Gazetteer): PlaceIndex<T> {
  const spelling = spellingOf(gazetteer);
  const placesByTable = tables.map(table => placesOf(table, tables, suffixesBy(gazetteer, table.map, spelling)));
  const places = placesByTable.flat();
  const byId = new Map(places.map(place => [place.id, place]));
  const keys: PlaceKey<T>[] = [];
  const add = (place: IndexedPlace<T>, kind: MatchKind, text: string, people?: number) => {
    const isWithin = kind === 'city' || kind === 'part';
    const rank = isWithin ? { level: 1, people: people ?? -1 } : { level: place.level, people: place.people };
    keys.push({ place, kind, text, ...spelling(text), ...rank });
  };
  for (const place of places) {
    const { map, names } = place.table;
    add(place, 'id', place.id);
    add(place, 'name', names[place.row] ?? place.id);
    for (const code of gazetteer.codes[map]?.[place.id] ?? []) add(place, 'code', code);
    for (const name of gazetteer.names[map]?.[place.id] ?? []) add(place, 'alias', name);
    for (const [id, name] of Object.entries(gazetteer.parts[map]?.[place.id] ?? {})) {
      // Some data sets report the part as a region of its own.
      if (byId.has(id)) continue;
      for (const text of [name, ...(gazetteer.names[map]?.[id] ?? [])]) add(place, 'part', text);
      for (const code of [id, ...(gazetteer.codes[map]?.[id] ?? [])]) add(place, 'code', code);
    }
  }
  // Maps may share ids for different places: Flensburg and Autauga are both 01001.
  const built = new Map([...byId].filter(([, { table }]) => table.map in gazetteer.names));
  for (const { regions, cities } of gazetteer.cities) {
    const place = regions.map(id => built.get(id)).find(found => found !== undefined);
    if (place === undefined) continue;
    for (const [name, people] of Object.entries(cities)) add(place, 'city', name, people);
  }
  return {
    places,
    keys,
    spelling,
    codeNames: gazetteer.codeNames,
    ...labelsBy(tables, gazetteer, { spelling, parentOf: id => byId.get(id)?.parent ?? null }),
  };
}

/** The spelling that a gazetteer's abbreviations and ignored words make. */
export function spellingOf({ abbreviations, ignored }: Pick<Gazetteer, 'abbreviations' | 'ignored'>): Spelling {
  return (text, keepsAbbreviations = false) => {
    const all = foldWords(text);
    const kept = all.filter(word => !ignored.includes(word));
    const words = kept.length > 0 ? kept : all;
    const full = keepsAbbreviations ? words : words.map(word => abbreviations[word] ?? word);
    return { words: full, whole: full.join('') };
  };
}

function placesOf<T extends PlaceTable>(
  table: T,
  tables: readonly T[],
  suffixes: (parent: string | null) => readonly string[],
): IndexedPlace<T>[] {
  const parents = new Set(table.parents);
  const held = new Set(
    tables.flatMap(({ ids, parents: up }) => ids.filter((id, row) => parents.has(id) && up[row] != null)),
  );
  return table.ids.map((id, row) => {
    const parent = table.parents[row] ?? null;
    return {
      ...{ table, row, id, parent, suffixes: suffixes(parent), people: table.populations[row] ?? -1 },
      level: parent !== null && held.has(parent) ? 1 : 0,
    };
  });
}

/** The suffixes used on a map, by parent; all of the map's suffixes if the parent is unknown. */
function suffixesBy({ suffixes }: Gazetteer, map: string, spelling: Spelling) {
  const groups = Object.entries(suffixes[map] ?? {}).map(
    ([parent, words]) => [parent, words.map(word => spelling(word).whole)] as const,
  );
  const known = new Map(groups);
  const all = groups.flatMap(([, words]) => words);
  return (parent: string | null) => (parent === null ? all : (known.get(parent) ?? known.get('*') ?? []));
}

function labelsBy(
  tables: readonly PlaceTable[],
  { names, codes }: Gazetteer,
  { spelling, parentOf }: { readonly spelling: Spelling; readonly parentOf: (id: string) => string | null },
): Pick<PlaceIndex<PlaceTable>, 'labelsOf' | 'labelsUpFrom'> {
  const parentNames = new Map(tables.flatMap(table => Object.entries(table.parentNames)));
  const known = (lists: Gazetteer['names'], id: string) => Object.values(lists).flatMap(regions => regions[id] ?? []);
  const labelsOf = once((id: string) => {
    const own = tables.flatMap(table => table.names[table.ids.indexOf(id)] ?? []);
    const texts = new Set([id, ...own, parentNames.get(id) ?? id, ...known(names, id), ...known(codes, id)]);
    const spelled = [...texts].map(text => spelling(text));
    return { wholes: spelled.map(({ whole }) => whole), words: spelled.flatMap(({ words }) => words) };
  });
  const labelsUpFrom = once((start: string) => {
    const ids: string[] = [];
    for (let id: string | null = start; id !== null && !ids.includes(id); id = parentOf(id)) ids.push(id);
    const labels = ids.map(labelsOf);
    return { wholes: labels.flatMap(({ wholes }) => wholes), words: labels.flatMap(({ words }) => words) };
  });
  return { labelsOf, labelsUpFrom: id => (id === null ? NO_LABELS : labelsUpFrom(id)) };
}

const NO_LABELS: Labels = { wholes: [], words: [] };

function once<T>(make: (id: string) => T): (id: string) => T {
  const made = new Map<string, T>();
  return id => {
    const value = made.get(id) ?? make(id);
    made.set(id, value);
    return value;
  };
}
