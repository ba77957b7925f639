import type { Gazetteer } from '../contract/gazetteer.ts';
import { isAggregate } from './known-aggregates.ts';
import type { Spelling } from './place-index.ts';
import { type PlaceKeys, placeKeys } from './place-keys.ts';
import { cleanCell, digitsOf, type Pair, pairsOf, readings, tableSpelling, wordPairsOf } from './place-spellings.ts';
import type { ListedRegion, ListedRegions } from './region-lists.ts';
import { nearestNames } from './similar-names.ts';

/** What a text is taken for on a map. */
export type PlaceMatch =
  | { readonly region: string }
  /** It names each of these regions: "Cook" without a state, "Congo". */
  | { readonly ambiguous: readonly string[] }
  /** No region of the map but several together: "World", or a state among counties. */
  | { readonly aggregate: string }
  /** Nothing; names that may have been meant, which are looked up when they are read. */
  | { readonly nearest: readonly string[] };

export interface PlaceMatcher {
  readonly map: string;
  /** The map that the parents of its regions are on, or null. */
  readonly parentMap: string | null;
  /** How many regions it knows. */
  readonly size: number;
  /**
   * The region of the map that a text names, by its id, a code (zeros may be lost) or a name in any usual spelling.
   * @param within names the region around it, if another column does; '' if it is not known
   */
  readonly match: (text: string, within?: string) => PlaceMatch;
  /** Whether a text is an id or code, not a name. */
  readonly isCode: (text: string) => boolean;
}

/**
 * Matches texts to the regions of a map.
 * @param lists the regions of the map, and of the maps that its parents are on
 */
export function placeMatcher(map: string, lists: ListedRegions, gazetteer: Gazetteer): PlaceMatcher {
  const regions = lists.get(map) ?? [];
  return levelOf({ map, regions, lists, gazetteer, spelling: tableSpelling(gazetteer) });
}

interface LevelParts {
  readonly map: string;
  readonly regions: readonly ListedRegion[];
  readonly lists: ListedRegions;
  readonly gazetteer: Gazetteer;
  readonly spelling: Spelling;
}

/** A matcher and that of its regions' parents. */
interface Level extends PlaceMatcher {
  readonly regions: readonly ListedRegion[];
  readonly parents: Level | null;
  /** The region with exactly this code or name; null if there is none or several. */
  readonly called: (text: string) => string | null;
  /** The region that a text names; null if there is none or several. */
  readonly named: (text: string) => string | null;
}

/** The regions among some that lie where they should. */
type Scope = (regions: readonly ListedRegion[]) => readonly ListedRegion[];
interface Scopes {
  readonly ofNames: Scope;
  readonly ofCodes: Scope;
}

const EVERYWHERE: Scopes = { ofNames: regions => regions, ofCodes: regions => regions };
const MAX_LENGTH = 120;
const MAX_NAMES = 5;
const MAX_REMEMBERED = 1000;

function levelOf(parts: LevelParts): Level {
  const { map, regions, gazetteer, spelling } = parts;
  const keys = placeKeys(map, regions, gazetteer, spelling);
  const parents = parentsOf(parts);
  const scopes = new Map<string, Scopes>([['', EVERYWHERE]]);
  const scopesIn = (within: string) => {
    const known = scopes.get(within) ?? scopesOf(parents, within);
    scopes.set(within, known);
    return known;
  };
  const find = (text: string, { ofNames, ofCodes }: Scopes): readonly ListedRegion[] => {
    const digits = digitsOf(text);
    if (digits !== null) return (digits.length > 3 ? ofCodes : ofNames)(keys.byDigits(digits));
    const coded = ofCodes(keys.codes.get(spelling(text, true).whole) ?? []);
    if (coded.length > 0) return coded;
    const search = { keys, spelling, scope: ofNames };
    // First, because "Cass, IA" is not "Cassia", and "Adams, CO" not "Adams Co".
    const paired = parents === null ? [] : findPair(pairsOf(text), parents.named, search);
    if (paired.length > 0) return paired;
    const named = findName(text, search);
    if (named.length === 0 && text.endsWith(')')) return findTwice(text, search);
    return named.length > 0 || parents === null ? named : findPair(wordPairsOf(text), parents.called, search);
  };
  const match = (text: string, within = ''): PlaceMatch => {
    const given = cleanCell(text);
    if (given === '' || given.length > MAX_LENGTH) return { nearest: [] };
    const around = scopesIn(cleanCell(within));
    const found = find(given, around);
    const [first] = found;
    if (first !== undefined && found.length === 1) return { region: first.id };
    if (first !== undefined) return { ambiguous: found.map(({ id }) => id).sort() };
    if (isAggregate(given) || isAncestor(given, parents)) return { aggregate: given };
    return {
      get nearest() {
        return nearestTo(given, around.ofNames(regions), parents);
      },
    };
  };
  return {
    ...{ map, regions, parents, match, parentMap: parents?.map ?? null, size: regions.length },
    isCode: text => digitsOf(cleanCell(text)) !== null || keys.codes.has(spelling(cleanCell(text), true).whole),
    called: text => {
      const found = keys.codes.get(spelling(text, true).whole) ?? keys.names.get(spelling(text).whole) ?? [];
      return found.length === 1 ? (found[0]?.id ?? null) : null;
    },
    named: remembered(text => {
      const found = match(text);
      return 'region' in found ? found.region : null;
    }),
  };
}

/** Few texts are asked for again and again, as the states of all counties are. */
function remembered(find: (text: string) => string | null): (text: string) => string | null {
  const known = new Map<string, string | null>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    if (known.size < MAX_REMEMBERED) known.set(text, found);
    return found;
  };
}

/** The map of the regions' parents, where that is another one. */
function parentsOf({ map, regions, lists, ...parts }: LevelParts): Level | null {
  const ids = new Set(regions.map(({ parent }) => parent));
  for (const [other, listed] of lists) {
    const parents = other === map ? [] : listed.filter(({ id }) => ids.has(id));
    if (parents.length > 0) return levelOf({ ...parts, map: other, regions: parents, lists: without(lists, map) });
  }
  return null;
}

function without(lists: ListedRegions, map: string): ListedRegions {
  return new Map([...lists].filter(([other]) => other !== map));
}

/** A full code needs nothing around it, but may not contradict it. */
function scopesOf(parents: Level | null, within: string): Scopes {
  if (parents === null) return EVERYWHERE;
  const around = parents.named(within);
  const beyond = parents.parents?.named(within) ?? null;
  if (around === null && beyond === null) return { ofNames: () => [], ofCodes: regions => regions };
  const inside = new Set<string | null>(
    around === null ? parents.regions.filter(({ parent }) => parent === beyond).map(({ id }) => id) : [around],
  );
  const scope: Scope = regions => regions.filter(({ parent }) => inside.has(parent));
  return { ofNames: scope, ofCodes: scope };
}

interface Search {
  readonly keys: PlaceKeys;
  readonly spelling: Spelling;
  readonly scope: Scope;
}

function findName(text: string, { keys, spelling, scope }: Search): readonly ListedRegion[] {
  for (const reading of readings(text)) {
    const { whole } = spelling(reading);
    const found = scope(keys.names.get(whole) ?? []);
    if (found.length > 0) return found;
    for (const suffix of keys.suffixes) {
      if (whole.length <= suffix.whole.length || !whole.endsWith(suffix.whole)) continue;
      const bare = scope(keys.names.get(whole.slice(0, -suffix.whole.length)) ?? []).filter(suffix.follows);
      if (bare.length > 0) return bare;
    }
  }
  return [];
}

/** A region with another of its names behind it: `Myanmar (Burma)`. */
function findTwice(text: string, search: Search): readonly ListedRegion[] {
  const [, name = '', other = ''] = /^([^()]+)\(([^()]+)\)$/.exec(text) ?? [];
  const found = findName(name.trim(), search);
  const same = found.length === 1 && findName(other, search)[0] === found[0];
  return same ? found : [];
}

/** The regions that a text names together with their parent. */
function findPair(
  pairs: readonly Pair[],
  parentNamed: (text: string) => string | null,
  search: Search,
): readonly ListedRegion[] {
  for (const [name, around] of pairs) {
    const id = parentNamed(around);
    if (id === null) continue;
    const inside: Scope = regions => search.scope(regions).filter(({ parent }) => parent === id);
    const coded = inside(search.keys.codes.get(search.spelling(name, true).whole) ?? []);
    const found = coded.length > 0 ? coded : findName(name, { ...search, scope: inside });
    if (found.length > 0) return found;
  }
  return [];
}

/** A country among states, a state among counties: by name, or by a code that ends in zeros. */
function isAncestor(text: string, parents: Level | null): boolean {
  if (parents === null) return false;
  const digits = digitsOf(text);
  if (digits !== null && Number(digits) === 0) return true;
  const [, state = digits === null ? text : ''] = /^(\d{1,2})000$/.exec(digits ?? '') ?? [];
  return parents.named(state) !== null || isAncestor(state, parents.parents);
}

function nearestTo(text: string, regions: readonly ListedRegion[], parents: Level | null): string[] {
  const pair = pairsOf(text).find(([, parent]) => parents !== null && parents.named(parent) !== null);
  const around = pair === undefined ? null : parents?.named(pair[1]);
  const inside = around == null ? regions : regions.filter(({ parent }) => parent === around);
  const nameOf = new Map(parents?.regions.map(({ id, name }) => [id, name]));
  const names = [...new Set(inside.map(({ name }) => name))];
  const bare = (pair?.[0] ?? text).replace(/\s+(county|parish|city|borough)$/i, '');
  return nearestNames(bare, names)
    .flatMap(near => inside.filter(({ name }) => name === near))
    .slice(0, MAX_NAMES)
    .map(({ name, parent }) => (nameOf.has(parent ?? '') ? `${name}, ${nameOf.get(parent ?? '')}` : name));
}
