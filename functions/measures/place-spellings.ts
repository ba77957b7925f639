import type { Gazetteer } from '../contract/gazetteer.ts';
import { type Spelling, spellingOf } from './place-index.ts';
import { foldWords } from './similar-names.ts';

/** The spelling that names of tables are compared in: `Congo, Dem. Rep. of the` and `Congo Democratic Republic` are one. */
export function tableSpelling({ abbreviations, ignored }: Gazetteer): Spelling {
  return spellingOf({
    abbreviations: { ...abbreviations, ...ABBREVIATIONS },
    ignored: [...ignored, 'of'],
  });
}

/** Short words of tables. A search leaves them alone, since there they may be the beginnings of longer words. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  rep: 'republic',
  dem: 'democratic',
  sts: 'states',
  is: 'islands',
  isl: 'islands',
  cnty: 'county',
};

/** A cell without footnote marks, invisible letters and spaces around it. */
export function cleanCell(text: string): string {
  return text.replace(/\[[^\][]*\]|[\u00ad\u200b-\u200f\u2060\ufeff*†‡]/g, '').trim();
}

/** The digits of a cell that is a number: `1001`, `1001.0`, and the GEOIDs of the census such as `0500000US17031`. */
export function digitsOf(text: string): string | null {
  const [, typed, geoid] = /^(?:(\d{1,6})(?:\.0*)?|\d{5}(?:\d\d)?US(\d{2}|\d{5}))$/i.exec(text) ?? [];
  return typed ?? geoid ?? null;
}

/** Ways to read a name, the most literal first: as written, `N. Dakota`, `Bahamas, The`, `Iran (Islamic Rep. of)`, `City of Richmond`. */
export function* readings(text: string): Generator<string> {
  yield text;
  const [, direction = '', rest = ''] = /^([nsew])\.?\s+(.*)$/i.exec(text) ?? [];
  for (const word of DIRECTIONS[direction.toLowerCase()] ?? []) yield `${word} ${rest}`;
  const [, name = '', addition = ''] = /^([^,(]+)[,(]\s*([^,()]+)\)?$/.exec(text) ?? [];
  if (addition !== '') yield `${addition} ${name}`;
  const [, kind = '', of = ''] = /^(?:the )?([\p{L} -]+?) of (?:the )?(.+)$/iu.exec(text) ?? [];
  if (kind !== '') yield `${of} ${kind}`;
}

const DIRECTIONS: Readonly<Record<string, readonly string[]>> = {
  n: ['north', 'northern'],
  s: ['south', 'southern'],
  e: ['east', 'eastern'],
  w: ['west', 'western'],
};

/** Ways to read a text as a name and what contains it: `Cook County, IL`, `IL: Cook`, `Cook (IL, US)`. */
export function pairsOf(text: string): Pair[] {
  return splits(text.split(SEPARATORS), ', ');
}

/** The same for a text without separators: `Cook County IL`, `IL_Cook`. */
export function wordPairsOf(text: string): Pair[] {
  return splits(foldWords(text), ' ');
}

export type Pair = readonly [name: string, parent: string];

const SEPARATORS = /\s*[,:;|/()]\s*|\s+[-–—]\s+/;
const MAX_SEGMENTS = 8;

/** The name usually comes first. */
function splits(all: readonly string[], joint: string): Pair[] {
  const segments = all.filter(segment => segment !== '');
  if (segments.length > MAX_SEGMENTS) return [];
  const pairs = segments.slice(1).map((_, index): Pair => {
    return [segments.slice(0, index + 1).join(joint), segments.slice(index + 1).join(joint)];
  });
  return [...pairs, ...pairs.map(([head, tail]): Pair => [tail, head])];
}
