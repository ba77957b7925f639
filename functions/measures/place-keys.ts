import type { Gazetteer } from '../contract/gazetteer.ts';
import type { Spelling } from './place-index.ts';
import type { ListedRegion } from './region-lists.ts';

/** The regions of a map by what they are called; texts are spelled as one word. */
export interface PlaceKeys {
  /** By id and code, without leading zeros lost. */
  readonly codes: ReadonlyMap<string, readonly ListedRegion[]>;
  readonly names: ReadonlyMap<string, readonly ListedRegion[]>;
  /** The regions whose code is a number, which may have lost zeros. Three digits are a county of some state. */
  readonly byDigits: (digits: string) => readonly ListedRegion[];
  /** Words that may follow the name of some regions, longest first. */
  readonly suffixes: readonly Suffix[];
}

interface Suffix {
  readonly whole: string;
  readonly follows: (region: ListedRegion) => boolean;
}

export function placeKeys(
  map: string,
  regions: readonly ListedRegion[],
  gazetteer: Gazetteer,
  spelling: Spelling,
): PlaceKeys {
  const codes = new Map<string, ListedRegion[]>();
  const names = new Map<string, ListedRegion[]>();
  const ends = new Map<string, ListedRegion[]>();
  const ofParts = new Set(gazetteer.partNames[map]);
  for (const region of regions) {
    const { id, name } = region;
    for (const code of [id, ...(gazetteer.codes[map]?.[id] ?? [])]) add(codes, spelling(code, true).whole, region);
    for (const text of [name, ...(gazetteer.names[map]?.[id] ?? [])]) {
      if (text === name || !ofParts.has(text)) add(names, spelling(text).whole, region);
    }
    if (isCountyCode(id)) add(ends, id.slice(2), region);
  }
  const lengths = [...new Set([...codes.keys()].filter(code => /^\d+$/.test(code)).map(code => code.length))];
  return {
    ...{ codes, names },
    byDigits: digits => {
      const found = lengths.flatMap(length => codes.get(digits.padStart(length, '0')) ?? []);
      return found.length > 0 || digits.length > 3 ? found : (ends.get(digits.padStart(3, '0')) ?? []);
    },
    suffixes: suffixesOf({ ...STATE_FORMS[map], ...gazetteer.suffixes[map] }, regions, spelling),
  };
}

function add(index: Map<string, ListedRegion[]>, key: string, region: ListedRegion): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [region]);
  else if (!known.includes(region)) known.push(region);
}

/** @param groups the suffixes by parent; `*` for all */
function suffixesOf(
  groups: Gazetteer['suffixes'][string],
  regions: readonly ListedRegion[],
  spelling: Spelling,
): Suffix[] {
  const withCities = new Set(regions.filter(({ id }) => isCityCode(id)).map(({ parent }) => parent));
  const parents = new Map<string, Set<string>>();
  for (const [parent, words] of Object.entries(groups)) {
    for (const word of words) {
      const { whole } = spelling(word);
      parents.set(whole, new Set([...(parents.get(whole) ?? []), parent]));
    }
  }
  return [...parents]
    .map(([whole, known]) => ({
      whole,
      follows: ({ id, parent }: ListedRegion) =>
        (known.has('*') || known.has(parent ?? '')) &&
        (!withCities.has(parent) || (whole === 'city') === isCityCode(id)),
    }))
    .sort((a, b) => b.whole.length - a.whole.length);
}

function isCountyCode(id: string): boolean {
  return /^\d{5}$/.test(id);
}

/** Cities that are no part of a county, which often has their name, are numbered from 510. */
function isCityCode(id: string): boolean {
  return isCountyCode(id) && id.slice(2) >= '510';
}

/** What countries call themselves, as in `Kingdom of Spain`, and what tables add to their names. */
const STATE_FORMS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  world: {
    '*': [
      ...['Republic', 'Federal Republic', 'Fed. Republic', 'Islamic Republic', 'Arab Republic', 'Democratic Republic'],
      ...['Federal Democratic Republic', "People's Democratic Republic", 'Democratic Socialist Republic', 'State'],
      ...['Plurinational State', 'Co-operative Republic', 'Kingdom', 'Sultanate', 'Principality', 'Grand Duchy'],
      ...['Commonwealth', 'Union', 'Islands', 'SAR', 'Special Administrative Region'],
    ],
  },
};
