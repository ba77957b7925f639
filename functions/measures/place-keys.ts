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
    suffixes: suffixesOf(map, gazetteer, spelling),
  };
}

function add(index: Map<string, ListedRegion[]>, key: string, region: ListedRegion): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [region]);
  else if (!known.includes(region)) known.push(region);
}

function suffixesOf(map: string, gazetteer: Gazetteer, spelling: Spelling): Suffix[] {
  const groups = { ...STATE_FORMS[map], ...gazetteer.suffixes[map] };
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
        (known.has('*') || known.has(parent ?? '')) && (parent !== 'US-VA' || fitsVirginia(id, whole)),
    }))
    .sort((a, b) => b.whole.length - a.whole.length);
}

/** A city of Virginia is no part of the county around it, which often has its name. */
function fitsVirginia(id: string, suffix: string): boolean {
  return (suffix === 'city') === id >= FIRST_CITY_OF_VIRGINIA;
}

function isCountyCode(id: string): boolean {
  return /^\d{5}$/.test(id);
}

const FIRST_CITY_OF_VIRGINIA = '51500';

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
