import type { MatchKind } from '../contract/answers.ts';
import { GRADE, type Grade, gradeOf, type Phrase, phrasesOf, typoGradeOf } from './grade-key.ts';
import type { IndexedPlace, PlaceIndex, PlaceKey, PlaceTable } from './place-index.ts';

export interface PlaceMatch<T extends PlaceTable> {
  readonly place: IndexedPlace<T>;
  readonly kind: MatchKind;
  /** The id, name, code, city or other text that fits the query. */
  readonly text: string;
}

/** Breaks ties between equally good matches of a place: its own id and name come first. */
const KIND_ORDER: Readonly<Record<MatchKind, number>> = {
  id: 0,
  name: 1,
  code: 2,
  alias: 3,
  city: 4,
  part: 5,
  parent: 6,
};

interface GradedMatch<T extends PlaceTable> extends PlaceMatch<T> {
  readonly grade: Grade;
  readonly level: number;
  readonly people: number;
}

/**
 * Places that fit a query, each once, best first: whole codes, names, aliases and cities, then beginnings, then everything
 * in the named region, then substrings of names; with one typing error only if nothing fits. On a tie, countries
 * and states come before counties, then the largest population.
 */
export function searchPlaces<T extends PlaceTable>(index: PlaceIndex<T>, query: string): readonly PlaceMatch<T>[] {
  const phrases = phrasesOf(index, query);
  const found = index.keys.flatMap(key => foundBy(key, gradeOf(index, key, phrases)));
  const all = [...found, ...heldByNamed(index, phrases)];
  const typos = () => index.keys.flatMap(key => foundBy(key, typoGradeOf(index, key, phrases)));
  return eachOnce((all.length > 0 ? all : typos()).sort(byFit));
}

/** A hint for a query of five digits: it was read as a code of the maps, never as a ZIP code. */
export function codeNote<T extends PlaceTable>(index: PlaceIndex<T>, query: string): string | null {
  const [, digits, more] = /^\s*(\d{5})(-\d{4})?\s*$/.exec(query) ?? [];
  if (digits === undefined) return null;
  if (more !== undefined) return 'ZIP codes are not searched. Search for a place or city by its name.';
  const key = index.keys.find(({ kind, whole }) => (kind === 'id' || kind === 'code') && whole === digits);
  const maps = (key === undefined ? index.places : [key.place]).map(({ table }) => table.map);
  const word = maps.map(map => index.codeNames[map]).find(name => name !== undefined) ?? 'code';
  if (key === undefined) return `No place here has the ${word} ${digits}. ZIP codes are not searched.`;
  return `${digits} was read as the ${word} of ${fullName(key.place)}. ZIP codes are not searched.`;
}

/** A place with the name of its parent: `Kent, Delaware`. */
export function fullName({ table, row, id, parent }: IndexedPlace<PlaceTable>): string {
  const name = table.names[row] ?? id;
  const parentName = parent === null ? undefined : table.parentNames[parent];
  return parentName === undefined ? name : `${name}, ${parentName}`;
}

/** All places in a region, if the query is one of its names or codes. */
function heldByNamed<T extends PlaceTable>(index: PlaceIndex<T>, phrases: readonly Phrase[]): GradedMatch<T>[] {
  const parents = new Set(index.places.map(({ parent }) => parent).filter(parent => parent !== null));
  const named = [...parents].filter(id => phrases.some(({ whole }) => index.labelsOf(id).wholes.includes(whole)));
  return index.places
    .filter(({ parent }) => parent !== null && named.includes(parent))
    .map(place => {
      const text = place.table.parentNames[place.parent ?? ''] ?? place.parent ?? '';
      return { place, kind: 'parent', text, grade: GRADE.parent, level: place.level, people: place.people };
    });
}

function foundBy<T extends PlaceTable>(key: PlaceKey<T>, grade: Grade | null): GradedMatch<T>[] {
  const { place, kind, text, level, people } = key;
  return grade === null ? [] : [{ place, kind, text, grade, level, people }];
}

function eachOnce<T extends PlaceTable>(found: readonly GradedMatch<T>[]): PlaceMatch<T>[] {
  const best = new Map<IndexedPlace<T>, PlaceMatch<T>>();
  for (const { place, kind, text } of found) if (!best.has(place)) best.set(place, { place, kind, text });
  return [...best.values()];
}

function byFit<T extends PlaceTable>(a: GradedMatch<T>, b: GradedMatch<T>): number {
  const nameOf = ({ place: { table, row } }: GradedMatch<T>) => table.names[row] ?? '';
  return (
    a.grade - b.grade ||
    a.level - b.level ||
    b.people - a.people ||
    compare(nameOf(a), nameOf(b)) ||
    compare(a.place.id, b.place.id) ||
    KIND_ORDER[a.kind] - KIND_ORDER[b.kind]
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
